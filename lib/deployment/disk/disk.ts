import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  type Stats,
  statSync,
} from "node:fs";
import { type Fault, faultOf, type Kind, kindFault, type Wanted } from "./fault";

/**
 * Everything that a person names is read here: only regular files, at most so many bytes, and what is wrong comes back as
 * words. Nothing waits: a pipe, a device or a file of the kernel without an end is refused.
 */

export const MIB = 1_048_576;

/** Largest size of each kind of file, in bytes. */
export const LARGEST = {
  /** A deployment file, one that it extends, a compose file and what that reads, requirements, `.dockerignore`. */
  text: MIB,
  /** A lock of an image, which we write ourselves. */
  lock: 65_536,
  /** `webserverConfig`, `localSettings`, an authority, each file of the plugins. */
  delivered: 16 * MIB,
  /** Terraform's state, a page of a review. */
  state: 256 * MIB,
} as const;

export type Read<Value> = Value | { readonly fault: Fault };

/** The bytes of a regular file, at most `largest`. */
export const readBytes = (place: string, largest: number): Read<{ readonly bytes: Buffer }> =>
  opened(place, largest, (file, { size }) => bounded(file, largest, size));

/** The text of a regular file in UTF-8, at most `largest` bytes. */
export function readText(place: string, largest: number = LARGEST.text): Read<{ readonly text: string }> {
  const read = readBytes(place, largest);
  if ("fault" in read) return read;
  return tried(place, () => ({ text: new TextDecoder("utf-8", { fatal: true }).decode(read.bytes) }));
}

/** Hands on the bytes of a regular file of any size, piece by piece. */
export function eachPiece(place: string, take: (piece: Buffer) => void): Fault | undefined {
  const read = opened(place, Number.POSITIVE_INFINITY, (file, { size }) => {
    const piece = Buffer.alloc(PIECE);
    // Not beyond the size that it began with: a file that grows while it is read would have no end.
    for (let at = 0; at < size; ) {
      const got = readSync(file, piece, 0, Math.min(PIECE, size - at), at);
      if (got === 0) break;
      take(piece.subarray(0, got));
      at += got;
    }
    return {};
  });
  return "fault" in read ? read.fault : undefined;
}

/** Opens a regular file: what lies there may have changed since it was looked at, so it is not waited for and looked at again. */
function opened<Value>(place: string, largest: number, work: (file: number, found: Stats) => Read<Value>): Read<Value> {
  return tried(place, () => {
    const wrong = notFile(statSync(place), largest);
    if (wrong !== undefined) return { fault: wrong };
    const file = openSync(place, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    try {
      const found = fstatSync(file);
      const changed = notFile(found, largest);
      return changed === undefined ? work(file, found) : { fault: changed };
    } finally {
      closeSync(file);
    }
  });
}

export interface Entry {
  readonly name: string;
  /** Its name is no UTF-8, so that no text can name it. */
  readonly unnamable: boolean;
}

/** What lies in a folder, in the order of the names' characters. */
export function listFolder(place: string): Read<{ readonly entries: readonly Entry[] }> {
  return tried(place, () => {
    const kind = kindOf(statSync(place));
    if (kind !== "folder") return { fault: kindFault("folder", kind) };
    const names = readdirSync(place, { encoding: "buffer" });
    const entries = names.map((bytes) => {
      const name = bytes.toString("utf8");
      return { name, unnamable: !Buffer.from(name).equals(bytes) };
    });
    return { entries: entries.sort((a, b) => (a.name < b.name ? -1 : 1)) };
  });
}

export interface Found {
  readonly kind: Kind;
  /** The same for one thing under two paths. */
  readonly id: string;
}

/** What lies there; a link is what it leads to. */
export const kindAt = (place: string): Read<Found> =>
  tried(place, () => {
    const found = statSync(place);
    return { kind: kindOf(found), id: `${found.dev}:${found.ino}` };
  });

export function isFolder(place: string): boolean {
  const found = kindAt(place);
  return "kind" in found && found.kind === "folder";
}

/** Whether anything lies there, a link that leads nowhere too. */
export function isThere(place: string): boolean {
  try {
    return lstatSync(place, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    return faultOf(error).code !== "ENOTDIR";
  }
}

/** What is in the way of using a file or a folder that something else reads. Nothing is opened. */
export function unusable(place: string, wanted: Wanted, largest = Number.POSITIVE_INFINITY): Fault | undefined {
  const looked = tried(place, () => {
    const found = statSync(place);
    const wrong =
      wanted === "file"
        ? notFile(found, largest)
        : wanted === "folder" && !found.isDirectory()
          ? kindFault("folder", kindOf(found))
          : undefined;
    if (wrong === undefined) accessSync(place, found.isDirectory() ? constants.R_OK | constants.X_OK : constants.R_OK);
    return wrong === undefined ? {} : { fault: wrong };
  });
  return "fault" in looked ? looked.fault : undefined;
}

const PIECE = 1 << 16;

function notFile(found: Stats, largest: number): Fault | undefined {
  if (!found.isFile()) return kindFault("file", kindOf(found));
  return found.size > largest ? tooLarge(largest) : undefined;
}

function kindOf(found: Stats): Kind {
  if (found.isDirectory()) return "folder";
  if (found.isFIFO()) return "pipe";
  if (found.isSocket()) return "socket";
  return found.isFile() ? "file" : "device";
}

/**
 * Files of the kernel say that they are empty, and some never end. A synth reads hundreds of small files: one buffer
 * as large as the file is said to be, and a byte to see its end, saves filling two of 64 KiB for each.
 */
function bounded(file: number, largest: number, said: number): Read<{ readonly bytes: Buffer }> {
  const pieces: Buffer[] = [];
  const piece = Buffer.alloc(said === 0 ? PIECE : Math.min(PIECE, said + 1));
  for (let size = 0; size <= largest; ) {
    const got = readSync(file, piece, 0, piece.length, null);
    if (got === 0) return { bytes: Buffer.concat(pieces) };
    pieces.push(Buffer.from(piece.subarray(0, got)));
    size += got;
  }
  return { fault: tooLarge(largest) };
}

const tooLarge = (largest: number): Fault => ({
  code: "TOO_LARGE",
  says: `has more than ${largest < MIB ? `${largest / 1024} KiB` : `${largest / MIB} MiB`}`,
  mend: "make it smaller",
});

function tried<Value>(place: string, work: () => Read<Value>): Read<Value> {
  try {
    return work();
  } catch (error) {
    return { fault: faultOf(error, isLink(place)) };
  }
}

function isLink(place: string): boolean {
  try {
    return lstatSync(place).isSymbolicLink();
  } catch {
    return false;
  }
}
