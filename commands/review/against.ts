import { compare } from "../../lib/review/compare";
import { type Compared, type ComparisonOptions, comparison } from "../../lib/review/compare/markdown";
import { type Written, written } from "../../lib/review/compare/written";
import { CONFIGS } from "../stack";
import { commitOf, filesOf } from "./git";
import { linker, type Place } from "./links";
import { hasConfigs, NOTHING, type Side, sideOf } from "./side";
import { chosen } from "./stacks";
import { inTemporaryFolder } from "./temporary";

/**
 * What the files change, compared with those of a commit; both are read by this version of the program.
 * @throws Error with one line for people
 */
export async function against(ref: string, now: Side, stack: string | undefined, place: Place): Promise<string> {
  const commit = await commitOf(place.root, ref);
  return await inTemporaryFolder(async (folder) => {
    const root = await filesOf(commit, folder);
    const there = hasConfigs(root);
    const old = there ? sideOf(root) : NOTHING;
    const stacks = comparedStacks(old, now);
    const wanted = chosen(stacks, stack);
    return comparison(wanted, { against: ref, link: linker(place), notes: notes(there, old, stack) });
  });
}

function comparedStacks(old: Side, now: Side): Compared[] {
  const names = [...new Set([...now.reviews, ...old.reviews].map(({ stack }) => stack))].sort();
  return names.map((stack) => {
    const of = ({ reviews }: Side) => reviews.find((one) => one.stack === stack);
    return { stack, changes: compare(of(old), of(now)), written: keys(stack, old, now) };
  });
}

/** Of a new file all keys are new: its own page has them. */
function keys(stack: string, old: Side, now: Side): Written[] {
  const [before, after] = [old.files.get(stack), now.files.get(stack)];
  return before === undefined || after === undefined ? [] : written(before, after);
}

function notes(there: boolean, { problems, reviews }: Side, stack: string | undefined): ComparisonOptions["notes"] {
  if (!there) return [{ words: `There is no folder ${CONFIGS}/ at that commit: every stack is new.`, lines: [] }];
  if (problems.length === 0 || reviews.some((one) => one.stack === stack)) return [];
  const words =
    "This version of the program refuses files of that commit. A stack without an old file is compared as new.";
  return [{ words, lines: problems }];
}
