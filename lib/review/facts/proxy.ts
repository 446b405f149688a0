import { writtenVariables } from "../../airflow/derived/variables";
import { isProxyVariable } from "../../airflow/environment/proxy";
import type { Deployment } from "../../deployment/schema/schema";
import type { Path } from "../../deployment/words/finding";

/** By which proxy processes call what lies outside, and where the file says so; undefined: it names none. */
export function proxyWords(deployment: Deployment): { readonly value: string; readonly path: Path } | undefined {
  const { proxy } = deployment;
  if (proxy !== undefined) {
    const addresses = [["http", proxy.http] as const, ["https", proxy.https] as const];
    const named = addresses.flatMap(([scheme, address]) => (address === undefined ? [] : [`${scheme} by ${address}`]));
    return { value: [...named, direct(proxy.noProxy)].join("; "), path: ["proxy"] };
  }
  const paths = writtenVariables(deployment).filter((path) => isProxyVariable(path.at(-1) ?? ""));
  const [path] = paths;
  // The address may be a secret.
  return path === undefined
    ? undefined
    : { value: [...paths.map((one) => one.join(".")), direct([])].join("; "), path };
}

const direct = (more: readonly string[]): string => ["directly what runs inside the stack", ...more].join(", ");
