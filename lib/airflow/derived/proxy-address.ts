import { isIPv4, isIPv6 } from "node:net";
import { isHost, isItself } from "./host-name";
import { hostParts } from "./host-parts";

export const PROXY_FORM = "expected the address of a proxy such as http://proxy.example.com:3128";

/** How strictly an address is read. */
export interface ProxyReader {
  /** It is read by Docker, git and curl too, which guess a scheme and a port in other ways than Python does. */
  readonly whole: boolean;
  /** The image may hold what Python needs for SOCKS. Airflow's own does not. */
  readonly socks: boolean;
}

/** Why a text is not the address of an HTTP proxy, and what to do; undefined: it is. It repeats nothing of the text. */
export function proxyRefusal(text: string, { whole, socks }: ProxyReader): string | undefined {
  if (/[\s\p{Cc}]/u.test(text)) return "write it without spaces and line ends";
  const [, scheme, user, rest = ""] = /^(?:([^:/?#@]*):\/\/)?([^/?#]*@)?(.*)$/s.exec(text) ?? [];
  const wrong = schemeRefusal(scheme?.toLowerCase(), socks) ?? (whole && scheme === undefined ? SCHEME : undefined);
  if (wrong !== undefined) return wrong;
  if (whole && user !== undefined) return "write it without a login";
  const parts = hostParts(rest);
  if (parts === undefined || parts.path !== "" || parts.more !== "") return "write its host and its port alone";
  if (whole && parts.port === undefined) return "write its port as well: without one each program takes another";
  return isItself(parts.host)
    ? "that is each container itself; write the proxy's name or address as containers see it"
    : undefined;
}

const SCHEME = "write http:// before it, or https:// where the proxy itself is asked by TLS";

function schemeRefusal(scheme: string | undefined, socks: boolean): string | undefined {
  if (scheme === undefined || /^https?$/.test(scheme)) return undefined;
  if (!scheme.startsWith("socks")) return SCHEME.replace("before it", "in front");
  return socks && /^socks5h?$/.test(scheme)
    ? undefined
    : "tasks would all fail with a SOCKS proxy, for which Airflow's image has no package; write an HTTP proxy";
}

/** Why a text cannot stand in proxy.noProxy, and what to write; undefined: every reader of NO_PROXY takes it. */
export function noProxyRefusal(text: string): string | undefined {
  if (/[\s,\p{Cc}]/u.test(text)) return "write one host in each entry, without spaces";
  if (text === "*") return "everything would be called directly; leave proxy: out";
  if (text.startsWith("*")) return "write it without the *: a name means all below it too";
  return crashes(text) ?? (isEntry(text) ? undefined : "write a name, an address or a range such as 10.0.0.0/8");
}

/** Entries with which httpx, and so every task of 3.x, ends. Seen with 0.28.1. */
export function crashes(text: string): string | undefined {
  if (text.includes("[")) return "write an IPv6 address without brackets and port";
  if (/[^ -~]/.test(text)) return "write it in ASCII, as a domain is registered";
  const [address = "", range] = text.split(/[/%]/);
  if (isIPv6(address))
    return range === undefined || text.includes("%")
      ? undefined
      : "tasks of 3.x fail with a range of IPv6; write its addresses, or names";
  return text.includes("://") || /^[^:]*(:\d*)?$/.test(text) ? undefined : "write a port in digits, or none";
}

function isEntry(text: string): boolean {
  if (isIPv6(text)) return true;
  const [address = "", bits] = text.split("/");
  if (bits !== undefined) return isIPv4(address) && /^\d{1,2}$/.test(bits) && Number(bits) <= 32;
  const [host = "", port] = text.replace(/^\./, "").split(":");
  return isHost(host) && (port === undefined || /^\d{1,5}$/.test(port)) && text.split(":").length < 3;
}
