import { quoted } from "../../deployment/echo";
import type { Finding } from "../../deployment/finding";
import type { Deployment } from "../../deployment/schema";
import { isNoProxyVariable, isProxyVariable } from "../environment/proxy";
import { variables } from "./environment-names";
import { officialTag } from "./image-version";
import { crashes, noProxyRefusal, PROXY_FORM, type ProxyReader, proxyRefusal } from "./proxy-address";

/** Addresses of proxies, wherever the file has them, and `proxy:` beside variables that mean the same. */
export function proxy(deployment: Deployment): readonly Finding[] {
  const reader = readerOf(deployment);
  return [
    ...ofKey(deployment),
    ...variables(deployment).flatMap(({ path, value }) => {
      const name = path.at(-1) ?? "";
      const message = besideKey(name, deployment) ?? ofVariable(name, value, reader);
      return message === undefined ? [] : [{ path, message }];
    }),
    ...buildArguments(deployment),
  ];
}

/** Airflow's own image has no package for SOCKS; one of somebody's own may. */
export const readerOf = ({ airflow: { image } }: Deployment): ProxyReader => ({
  whole: false,
  socks: image !== undefined && (typeof image !== "string" || officialTag(image) === undefined),
});

/** Why a variable that names a proxy cannot stand beside `proxy:`; undefined: it is another one, or there is no such key. */
export function besideKey(
  name: string,
  { proxy: key }: Deployment,
  where: "container" | "build" = "container",
): string | undefined {
  if (key === undefined) return undefined;
  const sets = `proxy: sets this variable in every ${where}`;
  if (isNoProxyVariable(name)) return `${sets}; write proxy.noProxy instead`;
  return isProxyVariable(name) ? `${sets}; remove it here, or remove proxy: and keep the variables` : undefined;
}

/** What is wrong with a variable's value, which is not repeated; undefined: nothing, or the variable is another one. */
export function wrongVariable(name: string, value: string, reader: ProxyReader): Wrong | undefined {
  const entries = isNoProxyVariable(name) ? value.split(",").map((entry) => crashes(entry.trim())) : [];
  const host = entries.find((why) => why !== undefined);
  if (host !== undefined) return { expected: "expected hosts with commas between", why: host };
  const why = isProxyVariable(name) && value !== "" ? proxyRefusal(value, reader) : undefined;
  return why === undefined ? undefined : { expected: PROXY_FORM, why };
}

interface Wrong {
  readonly expected: string;
  readonly why: string;
}

function ofVariable(name: string, value: unknown, reader: ProxyReader): string | undefined {
  if (typeof value !== "string") return undefined;
  const wrong = wrongVariable(name, value, reader);
  return wrong === undefined ? undefined : `${wrong.expected}, got ${quoted(value, name)}; ${wrong.why}`;
}

function ofKey({ proxy: key }: Deployment): readonly Finding[] {
  if (key === undefined) return [];
  const addresses = (["http", "https"] as const).flatMap((scheme) => {
    const value = key[scheme];
    const why = value === undefined ? undefined : proxyRefusal(value, { whole: true, socks: false });
    return why === undefined || value === undefined
      ? []
      : [{ path: ["proxy", scheme], message: `${PROXY_FORM}, got ${quoted(value)}; ${why}` }];
  });
  const hosts = key.noProxy.flatMap((entry, index) => {
    const why = noProxyRefusal(entry);
    return why === undefined
      ? []
      : [{ path: ["proxy", "noProxy", index], message: `expected a host, got ${quoted(entry)}; ${why}` }];
  });
  return [...addresses, ...hosts];
}

/** Docker knows these arguments by itself, so that an image may be built with them as long as `proxy:` does not. */
function buildArguments(deployment: Deployment): readonly Finding[] {
  const { image } = deployment.airflow;
  if (image === undefined || typeof image === "string") return [];
  return Object.keys(image.build.args).flatMap((name) => {
    const message = besideKey(name, deployment, "build");
    return message === undefined ? [] : [{ path: ["airflow", "image", "build", "args", name], message }];
  });
}
