import { chmodSync, existsSync, lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isFolder } from "../../lib/deployment/disk/disk";
import { writing } from "../../lib/deployment/disk/writing";
import { readFolder } from "../../lib/deployment/file/folder";
import { readDeployment } from "../../lib/deployment/file/read";
import { name } from "../../lib/deployment/schema/scalars";
import { quoted } from "../../lib/deployment/words/echo";
import { expectation } from "../../lib/deployment/words/expectation";
import type { Neighbour, Readers } from "../../lib/new/judge";
import { CONFIGS } from "../stack";

export const fileOf = (stack: string): string => `${CONFIGS}/${stack}.yaml`;

/** Why a stack cannot have this name: the grammar of names, or a file that has it. */
export function wrongName(root: string, stack: string, force: boolean): string | undefined {
  const read = name().safeParse(stack, { error: expectation });
  if (!read.success) return `${read.error.issues[0]?.message}, got ${quoted(stack)}`;
  // A configs/ that is no folder is said when the file is written.
  if (!isFolder(join(root, CONFIGS))) return undefined;
  const there = lstatSync(join(root, fileOf(stack)), { throwIfNoEntry: false });
  if (there === undefined || (force && there.isFile())) return undefined;
  return there.isFile()
    ? `${fileOf(stack)} is there already: take another name, or --force to write over it`
    : `${fileOf(stack)} is there already and is no plain file: take another name`;
}

export interface Neighbours {
  readonly good: readonly Neighbour[];
  /** Files that are refused by themselves, with this one or without it. */
  readonly bad: readonly string[];
}

/** The other files of the project. */
export function neighboursOf(root: string, readers: Readers): Neighbours {
  const { files, problems } = readFolder(join(root, CONFIGS), CONFIGS);
  const read = files.map(({ stack, path, text }) => ({
    stack,
    file: path,
    result: readDeployment({ path, text }, readers),
  }));
  return {
    good: read.flatMap(({ stack, file, result }) =>
      result.ok ? [{ stack, file, target: result.target, deployment: result.deployment }] : [],
    ),
    // A folder that is missing or empty is what a first file is for.
    bad: [
      ...problems.flatMap(({ file }) => (file === CONFIGS ? [] : [file])),
      ...read.flatMap(({ file, result }) => (result.ok ? [] : [file])),
    ],
  };
}

/** Writes the file at once: a reader sees all of it or nothing. For everybody to read, whatever the command's umask. */
export function place(root: string, stack: string, text: string): void {
  const folder = join(root, CONFIGS);
  const next = join(folder, `.${stack}.yaml.${process.pid}`);
  writing({ what: "the deployment file", place: join(root, fileOf(stack)), root }, () => {
    try {
      if (!existsSync(folder)) {
        mkdirSync(folder, { recursive: true });
        chmodSync(folder, 0o755);
      }
      writeFileSync(next, text);
      chmodSync(next, 0o644);
      renameSync(next, join(root, fileOf(stack)));
    } catch (error) {
      if (existsSync(next)) rmSync(next);
      throw error;
    }
  });
}
