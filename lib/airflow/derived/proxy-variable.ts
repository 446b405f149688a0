import type { Deployment } from "../../deployment/schema/schema";
import { isNoProxyVariable, isProxyVariable } from "../environment/proxy";
import { officialTag } from "./images";
import { crashes, PROXY_FORM, type ProxyReader, proxyRefusal } from "./proxy-address";

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
