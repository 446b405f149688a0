import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Folder of the pages within the output. */
export const REVIEW = "review";

export const list = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);

/** Moves the pages into the output, each by a rename; those of stacks that are no more go. */
export function publishPages(next: string, outdir: string): void {
  const [from, to] = [join(next, REVIEW), join(outdir, REVIEW)];
  const names = list(from);
  if (names.length > 0) mkdirSync(to, { recursive: true });
  for (const name of names) renameSync(join(from, name), join(to, name));
  for (const name of list(to)) if (!names.includes(name)) rmSync(join(to, name), { recursive: true, force: true });
}
