import { quoted } from "../../lib/deployment/words/echo";
import { nearest } from "../../lib/deployment/words/nearest";
import { CONFIGS } from "../stack";

/** The stack that was asked for, or all. @throws Error with one line for people */
export function chosen<T extends { readonly stack: string }>(
  stacks: readonly T[],
  asked: string | undefined,
): readonly T[] {
  if (asked === undefined) return stacks;
  const found = stacks.filter(({ stack }) => stack === asked);
  if (found.length > 0) return found;
  const names = stacks.map(({ stack }) => stack);
  const near = nearest(asked, names);
  const remedy = near === undefined ? `there are: ${names.join(", ") || "none"}` : `did you mean "${near}"?`;
  throw new Error(`--stack: no stack ${quoted(asked)} in ${CONFIGS}/; ${remedy}`);
}
