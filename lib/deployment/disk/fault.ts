import { lookUp } from "../look-up";

/** What the disk refuses, in words that follow a path: `./plugins does not exist: make it`. */
export interface Fault {
  /** The system's word: `ENOENT`. */
  readonly code: string;
  readonly says: string;
  readonly mend: string;
}

export type Wanted = "file" | "folder" | "any";

const NO_PATH = { says: "is no path that a disk can have", mend: "write another one" };
const DENIED = { says: "may not be read by you", mend: "change its rights, or those of the folders above it" };

/** Source: the manual of Linux, errno(3), open(2), path_resolution(7). */
const READING: Readonly<Record<string, Omit<Fault, "code">>> = {
  ENOENT: { says: "does not exist", mend: "make it" },
  ENOTDIR: { says: "leads through something that is no folder", mend: "write another path" },
  EISDIR: { says: "is a folder, and a file is wanted", mend: "name a file" },
  ELOOP: { says: "is a link that leads in a circle", mend: "mend the link" },
  ENAMETOOLONG: { says: "is longer than the disk allows", mend: "shorten it" },
  EACCES: DENIED,
  EPERM: DENIED,
  ERR_INVALID_ARG_VALUE: NO_PATH,
  EINVAL: NO_PATH,
  ENXIO: { says: "is a socket, and a file is wanted", mend: "name a file" },
  EMFILE: { says: "cannot be opened, because too many files are open", mend: "raise the limit (ulimit -n)" },
  ENFILE: { says: "cannot be opened, because too many files are open", mend: "raise the system's limit" },
  EAGAIN: { says: "has no end to wait for", mend: "name a plain file" },
  ERR_ENCODING_INVALID_ENCODED_DATA: { says: "is not UTF-8 text", mend: "save it as UTF-8" },
};

/** @param isLink whether the path itself is a symbolic link */
export function faultOf(error: unknown, isLink = false): Fault {
  const code = codeOf(error);
  // Anything else than the disk's word is a mistake of this program.
  if (code === undefined) throw error;
  if (code === "ENOENT" && isLink) return { code, says: "is a link that leads nowhere", mend: "mend the link" };
  return { code, ...(lookUp(READING, code) ?? { says: `cannot be read (${code})`, mend: "look at the disk" }) };
}

const KINDS = { folder: "a folder", file: "a file", pipe: "a pipe", socket: "a socket", device: "a device" } as const;

export type Kind = keyof typeof KINDS;

export const kindFault = (wanted: "file" | "folder", found: Kind): Fault => ({
  code: found === "folder" ? "EISDIR" : wanted === "folder" ? "ENOTDIR" : "NO_FILE",
  says: `is ${KINDS[found]}, and a ${wanted} is wanted`,
  mend: `name a ${wanted}`,
});

/** The system's word for why a call failed; undefined: it did not come from the system. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** `there is no such file` and the like, where no path stands before: `it does not exist; make it`. */
export const alone = ({ says, mend }: Fault): string => `it ${says}; ${mend}`;
