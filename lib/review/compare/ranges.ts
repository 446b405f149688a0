import { contains, range } from "../../airflow/derived/ranges";
import { ANYWHERE } from "../../deployment/usual";

export const isEveryAddress = (range: string): boolean => range.endsWith("/0");

/**
 * Whether one list of address ranges lets in what another did not, and whether it no longer lets in what that did. A
 * list without ranges lets in every address.
 */
export function ranges(
  before: readonly string[] = [ANYWHERE],
  after: readonly string[] = [ANYWHERE],
): { readonly wider: boolean; readonly narrower: boolean } {
  const covers = (all: readonly string[], others: readonly string[]) =>
    others.every((range) => all.some((other) => within(range, other)));
  return { wider: !covers(before, after), narrower: !covers(after, before) };
}

const IPV4 = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/;

/** Whether all of a range lies in another one. What is no IPv4 range lies in its equal only. */
const within = (inner: string, outer: string): boolean =>
  inner === outer || (IPV4.test(inner) && IPV4.test(outer) && contains(range(outer), range(inner)));
