import { compare } from "../../lib/review/compare";
import type { Change } from "../../lib/review/compare/change";
import type { Review } from "../../lib/review/model";
import { sampleReview } from "./review";

type Edit = (review: Review) => Partial<Review>;

/** What of the sample is different after an edit: `notice queue x: nobody consumes it any more`. */
export const told = (after: Edit, before: Edit = () => ({})): string[] =>
  changed(after, before).map(({ level, words }) => (level === "plain" ? words : `${level} ${words}`));

export function changed(after: Edit, before: Edit = () => ({})): Change[] {
  const sample = sampleReview();
  return compare({ ...sample, ...before(sample) }, { ...sample, ...after(sample) });
}

/** The list with one of its entries edited. */
export const edited = <T extends object>(all: readonly T[], pick: (one: T) => boolean, edit: Partial<T>): T[] => {
  if (!all.some(pick)) throw new Error("nothing to edit");
  return all.map((one) => (pick(one) ? { ...one, ...edit } : one));
};

export const called =
  (name: string) =>
  (one: { readonly name: string }): boolean =>
    one.name === name;
