/** Every address, which a list without ranges lets in too. */
const ALL = "0.0.0.0/0";

export const isEveryAddress = (range: string): boolean => range.endsWith("/0");

/** Whether one list of address ranges lets in what another did not, and whether it no longer lets in what that did. */
export function ranges(
  before: readonly string[] = [ALL],
  after: readonly string[] = [ALL],
): { readonly wider: boolean; readonly narrower: boolean } {
  const covers = (all: readonly string[], others: readonly string[]) =>
    others.every((range) => all.some((other) => within(range, other)));
  return { wider: !covers(before, after), narrower: !covers(after, before) };
}

/** Whether all of a range lies in another one. What is no IPv4 range lies in its equal only. */
function within(inner: string, outer: string): boolean {
  if (inner === outer) return true;
  const [a, b] = [parsed(inner), parsed(outer)];
  return a !== undefined && b !== undefined && b.first <= a.first && a.last <= b.last;
}

function parsed(range: string): { readonly first: number; readonly last: number } | undefined {
  const numbers = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(range)?.slice(1).map(Number);
  const prefix = numbers?.pop();
  if (numbers === undefined || prefix === undefined) return undefined;
  const size = 2 ** (32 - prefix);
  const address = numbers.reduce((sum, part) => sum * 256 + part, 0);
  const first = Math.floor(address / size) * size;
  return { first, last: first + size - 1 };
}
