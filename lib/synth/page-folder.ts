import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Folder of the pages within the output. */
export const REVIEW = "review";

export const list = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);

/** Moves the pages of a stack into the output, each by a rename. */
export function publishPages(next: string, outdir: string, stack: string): void {
  const [from, to] = [join(next, REVIEW), join(outdir, REVIEW)];
  const names = list(from).filter((name) => name.replace(/\.[^.]+$/, "") === stack);
  if (names.length > 0) mkdirSync(to, { recursive: true });
  for (const name of names) renameSync(join(from, name), join(to, name));
}

/** Removes the pages of stacks that are no more, and what a killed run left. */
export function removePages(outdir: string, stacks: readonly string[]): void {
  for (const name of list(join(outdir, REVIEW)))
    if (!stacks.includes(name.replace(/\.[^.]+$/, "")))
      rmSync(join(outdir, REVIEW, name), { recursive: true, force: true });
}
