/** Two lists by the names of what is in them, in the order of the new one. */
export interface Match<T> {
  readonly gone: readonly T[];
  readonly added: readonly T[];
  readonly both: readonly { readonly before: T; readonly after: T }[];
}

export function match<T>(before: readonly T[], after: readonly T[], name: (one: T) => string): Match<T> {
  const old = new Map(before.map((one) => [name(one), one]));
  const names = new Set(after.map(name));
  return {
    gone: before.filter((one) => !names.has(name(one))),
    added: after.filter((one) => !old.has(name(one))),
    both: after.flatMap((one) => {
      const known = old.get(name(one));
      return known === undefined ? [] : [{ before: known, after: one }];
    }),
  };
}

/** What is in one list of names and not in the other. */
export const without = (names: readonly string[], others: readonly string[]): string[] =>
  names.filter((name) => !others.includes(name));

/** Equal sets: the order in which a file names things changes nothing. */
export const sameNames = (one: readonly string[], other: readonly string[]): boolean =>
  without(one, other).length === 0 && without(other, one).length === 0;

/** `a`, `a and b`, `a, b and c`. */
export function names(all: readonly string[]): string {
  const last = all.at(-1);
  if (last === undefined) return "nobody";
  return all.length === 1 ? last : `${all.slice(0, -1).join(", ")} and ${last}`;
}

/** `1 worker`, `2 workers`, `2 to 10 workers`. */
export const counted = (many: string, one: string, more = `${one}s`): string => `${many} ${many === "1" ? one : more}`;
