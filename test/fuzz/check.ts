import fc from "fast-check";
import { type FuzzFile, files } from "./file";
import type { Depth, Judge, Verdict } from "./judge";

/** A file that came to what must never be, as small as it was found. */
export interface Failure {
  readonly seed: number;
  readonly target: string;
  readonly fault: string;
  readonly says: string;
  readonly content: string;
}

export type Result =
  | Failure
  | { readonly seed: number; readonly verdict: "refused" | "accepted"; readonly target: string; readonly json: string };

/** One file of so many goes all the way to the disk, and of these one of so many wholly through Terraform's own parser. */
const TO_DISK = 20;
const TO_PARSER = 10;

/** The seed says it, so that a file is seen again as it was. */
const depth = (seed: number): Depth => ({
  disk: seed % TO_DISK === 0,
  parser: seed % (TO_DISK * TO_PARSER) === 0,
});

/** How often a failing file is made smaller. */
const SHRINKS = 60;

/** Judges the one file of a seed; a failing one is made small first, as long as it fails in the same way. */
export async function check(seed: number, judge: Judge): Promise<Result> {
  let last: { file: FuzzFile; verdict: Verdict } | undefined;
  let smallest: { file: FuzzFile; verdict: Verdict & { kind: "fault" } } | undefined;
  let tries = 0;
  const property = fc.asyncProperty(files, async (file) => {
    if (tries++ > SHRINKS) return true;
    const verdict = await judge.verdict(file, depth(seed));
    last = { file, verdict };
    if (verdict.kind !== "fault" || (smallest !== undefined && smallest.verdict.fault !== verdict.fault)) return true;
    smallest = { file, verdict };
    return false;
  });
  await fc.check(property, { seed, numRuns: 1, endOnFailure: false });
  if (smallest !== undefined) {
    const { file, verdict } = smallest;
    return { seed, target: file.target, fault: verdict.fault, says: verdict.says, content: shown(file.content) };
  }
  if (last === undefined || last.verdict.kind === "fault") throw new Error(`the file of seed ${seed} was not judged`);
  const { file, verdict } = last;
  return {
    seed,
    verdict: last.verdict.kind,
    target: file.target,
    json: verdict.kind === "accepted" ? verdict.json : "",
  };
}

/** A file on a terminal; bytes that are no text come as escapes. */
export function shown(content: Buffer): string {
  const text = content.toString("utf8");
  const long = text.replace(/(.{1,20}?)\1{20,}/gs, (all, unit: string) => `${unit}... (${all.length} characters)`);
  const escaped = long.replace(/[^\P{C}\n]/gu, (one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`);
  return escaped.length > 4_000 ? `${escaped.slice(0, 4_000)}...` : escaped;
}
