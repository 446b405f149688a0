import type { Fact } from "../model";
import { type Change, type Found, found, type Kind } from "./change";
import { match } from "./match";

export interface FactWords {
  /** Before the fact's name: `pool gpu: `. */
  readonly prefix?: string;
  readonly subject?: string;
  readonly level?: Change["level"];
  /** After the words of a fact that changed. */
  readonly after?: (fact: Fact) => string;
}

/** Facts by their names: `Time zone: utc -> Asia/Seoul`. */
export function factChanges(
  kind: Kind,
  before: readonly Fact[],
  after: readonly Fact[],
  { prefix = "", subject, level, after: tail = () => "" }: FactWords = {},
): Found[] {
  const change = found(kind);
  const { gone, added, both } = match(before, after, ({ name }) => name);
  return [
    ...gone.map((one) =>
      change(subject ?? one.name, `${prefix}${one.name}: ${one.value} -> nothing`, undefined, level),
    ),
    ...both
      .filter((pair) => pair.before.value !== pair.after.value)
      .map(({ before: old, after: now }) => {
        const words = `${prefix}${now.name}: ${old.value} -> ${now.value}${tail(now)}`;
        return change(subject ?? now.name, words, now.at, level);
      }),
    ...added.map((one) =>
      change(subject ?? one.name, `${prefix}${one.name}: ${one.value}, which is new`, one.at, level),
    ),
  ];
}
