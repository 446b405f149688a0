import { existsSync, statSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { printable } from "../file/characters";
import { lookUp } from "../look-up";
import { Told } from "../words/told";
import { codeOf, faultOf } from "./fault";

/** What is written, in words for people. */
export interface Writing {
  /** `Terraform's files` */
  readonly what: string;
  /** File or folder that all of it goes to, as a person would look for it. */
  readonly place: string;
  /** The project's folder: paths are shown relative to it. */
  readonly root: string;
  /** Ends the line: what is there now. Unwritten: nothing is said. */
  readonly left?: string;
}

type Words = readonly [says: string, mend: string];

const FULL: Words = ["the disk is full", "make room and run it again"];
const DENIED: Words = ["you may not write there", "change its rights, or those of the folder around it"];
const MANY: Words = ["too many files are open", "raise the limit (ulimit -n)"];

/** Source: the manual of Linux, errno(3), open(2), rename(2). */
const WORDS: Readonly<Record<string, Words>> = {
  ENOSPC: FULL,
  EDQUOT: ["your share of the disk is used up", "make room and run it again"],
  EFBIG: ["the disk takes no file of this size", "use another disk"],
  EROFS: ["the disk is read-only", "make it writable, or work in another folder"],
  EACCES: DENIED,
  EPERM: DENIED,
  EMFILE: MANY,
  ENFILE: MANY,
  EEXIST: ["it is no folder, and one is to be there", "move it away"],
  ENOTDIR: ["it is no folder, and one is to be there", "move it away"],
  EISDIR: ["it is a folder, and a file is to be there", "move it away"],
  ENAMETOOLONG: ["its name is longer than the disk allows", "use a shorter one"],
  ELOOP: ["it is a link that leads in a circle", "mend the link"],
  EXDEV: ["it is a disk of its own, and files are moved there in one step", "mount the whole project instead"],
  EBUSY: ["something else holds it", "end that and run it again"],
  ENOENT: ["it is a link to nowhere, or somebody removes it meanwhile", "look what it is and run it again"],
};

/**
 * Does what writes to the disk.
 * @throws Told with one line, where the disk refuses
 */
export function writing<Result>(props: Writing, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw told(error, props);
  }
}

/** The same for work that others wait for. */
export async function writingLater<Result>(props: Writing, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw told(error, props);
  }
}

/** The disk's refusal as a line; any other error as it is. */
export function told(error: unknown, { what, place, root, left }: Writing): unknown {
  const code = codeOf(error);
  if (code === undefined || error instanceof Told || !isSystem(error)) return error;
  const at = inside(place, error) ?? place;
  const blocked = notFolder(at);
  const [says, mend] = isUnlinked(error, code)
    ? NO_LINKS
    : blocked === undefined
      ? (lookUp(WORDS, code) ?? [faultOf(error).says, faultOf(error).mend])
      : ["it is no folder, and one is to be there", "move it away"];
  const path = relative(root, blocked ?? at) || ".";
  const shown = path.startsWith(`..${sep}`) ? (blocked ?? at) : path;
  return new Told(
    `${printable(shown)}: ${what} cannot be written: ${says}; ${mend}${left === undefined ? "" : ` (${left})`}`,
    { cause: error },
  );
}

const NO_LINKS: Words = ["the disk takes no symbolic links", "keep the project on one that does"];

const isUnlinked = (error: unknown, code: string): boolean =>
  ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"].includes(code) &&
  typeof error === "object" &&
  error !== null &&
  Reflect.get(error, "syscall") === "symlink";

const isSystem = (error: unknown): boolean => typeof error === "object" && error !== null && "syscall" in error;

/** The path that the system named, if a person would look for it: not what is made beside and moved there. */
function inside(place: string, error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const named = ["dest", "path"].map((key): unknown => Reflect.get(error, key));
  return named.find(
    (path): path is string => typeof path === "string" && `${resolve(path)}${sep}`.startsWith(`${place}${sep}`),
  );
}

/** The nearest thing on the way to a place that is there and is no folder. */
function notFolder(place: string): string | undefined {
  const above = dirname(place);
  if (above === place) return undefined;
  const higher = notFolder(above);
  if (higher !== undefined) return higher;
  try {
    return existsSync(above) && !statSync(above).isDirectory() ? above : undefined;
  } catch {
    return undefined;
  }
}
