/** Longest path: a load balancer of AWS compares 128 characters, and some follow. Source: "Rule condition types". */
const LONGEST = 100;

/**
 * Scheme, host with its port, and a path. Parts of the path have only characters that every reader takes as they are:
 * URLs, patterns of load balancers, regular expressions of proxies, shells.
 */
const ADDRESS = /^https?:\/\/[^\s/?#@\\%]*[^\s/?#@\\%.]((?:\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*)\/?$/i;

/**
 * An address that people type, as Airflow and everything around it take it: scheme and host in small letters, without
 * the port that the scheme has anyway, and without a slash at its end, with which 2.11 does not start. Undefined: it
 * holds more than scheme, host, port and path, or a path that readers take differently.
 */
export function canonical(text: string): string | undefined {
  const path = ADDRESS.exec(text)?.[1];
  if (path === undefined || path.length > LONGEST || !isUrl(text)) return undefined;
  const { protocol, host } = new URL(text);
  return `${protocol}//${host}${path}`;
}

/** The path of such an address, `/team/airflow`; empty at the root of the host. */
export const pathOf = (address: string): string => /^[^:]*:\/\/[^/]*(.*)$/.exec(address)?.[1] ?? "";

/** Whether it is a URL. Not by `URL.canParse`, which refuses letters such as ü once Node 20 has optimized it. */
export function isUrl(text: string): boolean {
  try {
    return new URL(text).href !== "";
  } catch {
    return false;
  }
}
