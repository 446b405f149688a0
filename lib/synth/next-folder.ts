import { mkdirSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { codeOf } from "../deployment/disk/fault";
import { alive } from "./alive";

const prefix = (outdir: string) => `.${basename(outdir)}.next-`;

/** The output itself, where a link stands in its place: what is made beside it must be on the same disk. */
export function followed(outdir: string): string {
  try {
    return realpathSync(outdir);
  } catch {
    return outdir;
  }
}

/** Makes an empty folder beside the output, and removes those that killed runs left behind. */
export function nextFolder(outdir: string): string {
  const parent = dirname(outdir);
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(prefix(outdir))) continue;
    const pid = Number(name.slice(prefix(outdir).length));
    if (pid === process.pid || !alive(pid)) rmSync(join(parent, name), { recursive: true, force: true });
  }
  const next = join(parent, `${prefix(outdir)}${process.pid}`);
  rmSync(next, { recursive: true, force: true });
  mkdirSync(next);
  return next;
}

/** Removes it; where that fails, as on a disk that has just become read-only, the next run does. */
export function discard(next: string): void {
  try {
    rmSync(next, { recursive: true, force: true });
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
  }
}
