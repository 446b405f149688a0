import { isIPv4, isIPv6 } from "node:net";

const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/i;
/** What resolvers take for a number: `10.1` is 10.0.0.1 for them, and `0x7f000001` is 127.0.0.1. */
const NUMERIC = /^(\d+|0x[0-9a-f]*)$/i;
const LONGEST = 253;

/**
 * Whether a text is what URLs and certificates alike take for a host: a name, an IPv4 address, or an IPv6 address in
 * brackets. In letters of any case; without the dot of the root at its end, with which no certificate's name agrees.
 * A zone (`%eth0`) means another network in each container.
 */
export function isHost(text: string): boolean {
  if (text.length > LONGEST) return false;
  const inside = bracketed(text);
  if (inside !== undefined) return isIPv6(inside) && !inside.includes("%");
  const labels = text.split(".");
  return NUMERIC.test(labels.at(-1) ?? "") ? isIPv4(text) : labels.every((label) => LABEL.test(label));
}

/** What stands between the brackets of an IPv6 address. */
export const bracketed = (text: string): string | undefined => /^\[([^[\]]*)\]$/.exec(text)?.[1];

const ITSELF = /^(localhost|localhost\.localdomain|localhost[46]|ip6-localhost|ip6-loopback|(.+\.)?localhost)$/i;

/** Whether a host is one of the names that an engine of Docker gives to its own machine. */
export const isDockers = (host: string): boolean => /^[a-z0-9.-]+\.docker\.internal$/i.test(host);

/** Whether a host is, for every process, the process's own side: loopback, and the address that means any. */
export function isItself(host: string): boolean {
  const inside = bracketed(host);
  if (inside === undefined) return isIPv4(host) ? /^(127\.|0\.)/.test(host) : ITSELF.test(host);
  if (!isIPv6(inside) || inside.includes("%")) return false;
  return /^\[::(1|ffff:(7f[0-9a-f]{2}|0):[0-9a-f]+)?\]$/.test(new URL(`http://${host}`).hostname);
}
