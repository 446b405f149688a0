import type { ProxyPart } from "../../deployment/schema/proxy";
import type { Deployment } from "../../deployment/schema/schema";

type Values = Readonly<Record<string, string>>;

/** Names and addresses that no proxy is asked for, with commas between: what airflow_cdktf_start.py adds to NO_PROXY. */
const DIRECT = "AIRFLOW_CDKTF_DIRECT";

/**
 * The process itself, and what answers every container of a cloud's machine and nobody else: identities, tokens and
 * facts. Source: Amazon ECS, "Task metadata" and "Task IAM role"; Amazon EC2 and Google Compute Engine, "metadata".
 * An IPv6 address without brackets, which httpx takes for a wrong address.
 */
const ITSELF = ["localhost", "127.0.0.1", "::1"];
const METADATA = ["169.254.169.254", "169.254.170.2", "metadata.google.internal"];

/** Whether a variable names a proxy: libraries read these names in any case. */
export const isProxyVariable = (name: string): boolean => /^(https?|all)_proxy$/i.test(name);
export const isNoProxyVariable = (name: string): boolean => /^no_proxy$/i.test(name);

/** Whether the file names a proxy for all processes, or brings a file that may. */
export const mayHaveProxy = ({ proxy, airflow: { environment, envFile } }: Deployment): boolean =>
  proxy !== undefined ||
  envFile !== undefined ||
  Object.entries(environment).some(([name, value]) => isProxyVariable(name) && value !== "");

/** For every process, whether or not it has a proxy: an image or an envFile may bring one that no file of ours shows. */
export const directVariable = (names: readonly string[]): Values => ({
  [DIRECT]: [...ITSELF, ...METADATA, ...names].join(),
});

/** What `proxy:` of the file says, in both spellings: curl reads one of them alone, Go and Python both. */
export function proxyVariables(proxy: ProxyPart | undefined): Values {
  if (proxy === undefined) return {};
  const { http, https, noProxy } = proxy;
  return {
    ...inBoth("http_proxy", http),
    ...inBoth("https_proxy", https),
    ...inBoth("no_proxy", noProxy.length === 0 ? undefined : noProxy.join()),
  };
}

/** The same for what is no process of Airflow's: it is told of itself and of the cloud, and of `more`. */
export const proxied = (proxy: ProxyPart | undefined, more: readonly string[] = []): Values =>
  proxy === undefined ? {} : withoutDirect(direct({ ...proxyVariables(proxy), ...directVariable(more) }));

/** Those of a process' variables that name a proxy, or what none leads to. */
export const proxyOf = (plain: Values): Values =>
  Object.fromEntries(Object.entries(plain).filter(([name]) => isProxyVariable(name) || isNoProxyVariable(name)));

/**
 * Variables of a process, where NO_PROXY holds the stack's own names as well, in both spellings, if one of them names a
 * proxy. What only a container knows, as a list that is a secret, airflow_cdktf_start.py adds to in the same way.
 * @param secret variables whose values are known to the container alone
 */
export function direct(plain: Values, secret: object = {}): Values {
  const names = [...Object.keys(plain).filter((name) => plain[name] !== ""), ...Object.keys(secret)];
  if (!names.some(isProxyVariable)) return plain;
  const given = Object.keys(plain).filter(isNoProxyVariable).sort();
  const list = joined([...given.map((name) => plain[name] ?? ""), plain[DIRECT] ?? ""]);
  const spellings = ["NO_PROXY", "no_proxy"].filter((name) => !Object.hasOwn(secret, name));
  return { ...plain, ...Object.fromEntries(spellings.map((name) => [name, list])) };
}

/** Each entry once. A lone `*` means everything, and only as long as it is alone. */
function joined(lists: readonly string[]): string {
  if (lists.some((list) => list.trim() === "*")) return "*";
  const entries = lists.flatMap((list) => list.split(",")).map((entry) => entry.trim());
  return [...new Set(entries.filter((entry) => entry !== ""))].join();
}

const inBoth = (name: string, value: string | undefined): Values =>
  value === undefined ? {} : { [name.toUpperCase()]: value, [name]: value };

const withoutDirect = ({ [DIRECT]: _, ...rest }: Values): Values => rest;
