import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

export interface WantedFile {
  /** Absolute. */
  readonly path: string;
  readonly shownAs: string;
  readonly content: string;
  readonly mode: number;
  /** Whether an existing file with another content may go. */
  readonly replace: boolean;
}

const same = ({ path, content }: WantedFile): boolean => existsSync(path) && readFileSync(path, "utf8") === content;

/** Files that exist with another content and are not to be replaced. */
export const inTheWay = (files: readonly WantedFile[]): readonly string[] =>
  files.filter((file) => !file.replace && existsSync(file.path) && !same(file)).map(({ shownAs }) => shownAs);

/**
 * Writes all of them or none: each beside its place first, then all are moved there. Files that are so already are left.
 * @returns what was written, as people know it
 */
export function writeAll(files: readonly WantedFile[]): readonly string[] {
  const fresh = files.filter((file) => !same(file)).map((file) => ({ ...file, beside: `${file.path}.next` }));
  try {
    for (const { path, beside, content, mode } of fresh) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(beside, content, { mode });
      // The umask of the commands is for secrets; a deployment file is for everybody in the project.
      chmodSync(beside, mode);
    }
    for (const { path, beside } of fresh) renameSync(beside, path);
  } finally {
    for (const { beside } of fresh) rmSync(beside, { force: true });
  }
  return fresh.map(({ shownAs }) => shownAs);
}
