import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { isThere, LARGEST, readText } from "../../lib/deployment/disk/disk";
import { codeOf } from "../../lib/deployment/disk/fault";
import { writing } from "../../lib/deployment/disk/writing";

export interface WantedFile {
  /** Absolute. */
  readonly path: string;
  readonly shownAs: string;
  readonly content: string;
  readonly mode: number;
  /** Whether an existing file with another content may go. */
  readonly replace: boolean;
}

function same({ path, content }: WantedFile): boolean {
  const read = readText(path, LARGEST.delivered);
  return "text" in read && read.text === content;
}

/** Files that exist with another content and are not to be replaced. */
export const inTheWay = (files: readonly WantedFile[]): readonly string[] =>
  files.filter((file) => !file.replace && isThere(file.path) && !same(file)).map(({ shownAs }) => shownAs);

/**
 * Writes all of them or none: each beside its place first, then all are moved there. Files that are so already are left.
 * @returns what was written, as people know it
 * @throws Told with one line for people
 */
export function writeAll(files: readonly WantedFile[], root: string): readonly string[] {
  const fresh = files.filter((file) => !same(file)).map((file) => ({ ...file, beside: `${file.path}.next` }));
  try {
    for (const { path, shownAs, beside, content, mode } of fresh)
      writing({ what: shownAs, place: path, root }, () => {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(beside, content, { mode });
        // The umask of the commands is for secrets; a deployment file is for everybody in the project.
        chmodSync(beside, mode);
      });
    for (const { path, shownAs, beside } of fresh)
      writing({ what: shownAs, place: path, root }, () => renameSync(beside, path));
  } finally {
    for (const { beside } of fresh) discard(beside);
  }
  return fresh.map(({ shownAs }) => shownAs);
}

/** Where the disk has just refused to make it, it may refuse to be asked as well. */
function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
  }
}
