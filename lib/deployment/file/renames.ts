import type { Path } from "../words/finding";

/** A key that has another name today. It keeps its section: to move into another one is a change of what it means. */
export interface Rename {
  /** Where files of before have it, `workers.*.timeLimit`; a `*` is any name of a map and any item of a list. */
  readonly from: string;
  /** Its name today. */
  readonly to: string;
}

/** Every key that had another name, oldest first. Here and in the key's schema a rename is written. */
export const RENAMES: readonly Rename[] = [];

/** A path of a file under today's names; its sections have them already. */
export const todays = (path: Path, renames: readonly Rename[]): Path =>
  renames.reduce((now, { from, to }) => (fits(from.split("."), now) ? [...now.slice(0, -1), to] : now), path);

const fits = (pattern: readonly string[], path: Path): boolean =>
  pattern.length === path.length && pattern.every((key, index) => key === "*" || key === String(path[index]));
