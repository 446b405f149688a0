import { isIPv6 } from "node:net";
import { domainToASCII } from "node:url";
import { isHost } from "./host-name";

/** What people write into `host`: a whole address, taken apart. */
export interface HostParts {
  /** In small letters, without a driver: `postgresql`. Empty: none. */
  readonly scheme: string;
  /** Such as `isHost` takes. */
  readonly host: string;
  readonly port: number | undefined;
  /** After the host, without its slashes. */
  readonly path: string;
  /** After `?` or `#`. */
  readonly more: string;
}

/** Longer ones are no addresses. */
const LONGEST = 1000;

/** Undefined: the text has no host that can be made out. A user is no part of it: secrets.ts refuses that before. */
export function hostParts(text: string): HostParts | undefined {
  if (text.length > LONGEST) return undefined;
  const [, scheme = "", rest = ""] =
    /^(?:jdbc:)?(?:([a-z][a-z0-9]{0,30})(?:\+[a-z0-9]{1,30})?:\/\/)?(.*)$/is.exec(text.trim()) ?? [];
  const [, authority = "", path = "", more = ""] = /^([^/?#]*)([^?#]*)(.*)$/s.exec(rest) ?? [];
  const [name, port] = isIPv6(authority) ? [`[${authority}]`, undefined] : atPort(authority);
  const host = (/^[ -~]*$/.test(name) ? name : domainToASCII(name)).replace(/\.$/, "");
  if (!isHost(host) || port === 0 || (port ?? 0) > 65_535) return undefined;
  return {
    scheme: scheme.toLowerCase(),
    host,
    port,
    path: path.replace(/^\/|\/$/g, ""),
    more: more.replace(/^\?$/, ""),
  };
}

function atPort(authority: string): readonly [string, number | undefined] {
  const [, name = authority, port] = /^(.*):(\d{0,5})$/s.exec(authority) ?? [];
  return [name, port === undefined || port === "" ? undefined : Number(port)];
}

/** The scheme alone, also where no host can be made out: `redis+socket`, `unix`. */
export const schemeOf = (text: string): string =>
  /^\s*([a-z][a-z0-9+.-]{0,40}):\/\//i.exec(text)?.[1]?.toLowerCase() ?? "";
