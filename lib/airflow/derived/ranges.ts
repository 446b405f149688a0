import type { Path } from "../../deployment/words/finding";

/** A range of IPv4 addresses, as numbers. */
export interface Range {
  readonly first: number;
  /** Bits that all of it shares: 24 of 203.0.113.0/24. */
  readonly prefix: number;
}

/** An address as a number. */
export const numberOf = (address: string): number =>
  address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);

/** A number as an address. */
export const addressOf = (value: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");

/** Reads what the schema took for a range; bits below the mask are left out. */
export function range(text: string): Range {
  const [address = "", bits = "32"] = text.split("/");
  const prefix = Number(bits);
  const value = numberOf(address);
  return { first: value - (value % sizeOf({ prefix })), prefix };
}

/** Addresses of a range. */
export const sizeOf = ({ prefix }: Pick<Range, "prefix">): number => 2 ** (32 - prefix);

/** A range as the file writes it. */
export const show = ({ first, prefix }: Range): string => `${addressOf(first)}/${prefix}`;

/** The range of another size that holds, or begins with, the same address. */
export const withPrefix = (text: string, prefix: number): string => show(range(`${text.split("/")[0]}/${prefix}`));

/** Whether all of one range lies in another. */
export const contains = (outer: Range, inner: Range): boolean =>
  outer.prefix <= inner.prefix && outer.first <= inner.first && inner.first < outer.first + sizeOf(outer);

/** Whether two ranges share an address. Of two ranges one holds the other, or they share none. */
export const overlap = (one: Range, other: Range): boolean => contains(one, other) || contains(other, one);

/** Addresses that nobody has on the internet. Source: RFC 1918, RFC 6598. */
const PRIVATE: readonly Range[] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].map(range);

export const isPrivate = (one: Range): boolean => PRIVATE.some((outer) => contains(outer, one));

/** Wider than any organisation's own addresses. */
const WIDEST = 8;

/** Ranges that are nobody's own. */
export const everybody = (
  path: Path,
  texts: readonly string[],
): readonly { readonly path: Path; readonly text: string }[] =>
  texts.flatMap((text, index) => (range(text).prefix < WIDEST ? [{ path: [...path, index], text }] : []));
