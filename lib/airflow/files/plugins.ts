import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { kindAt, LARGEST, listFolder, MIB, readBytes } from "../../deployment/disk/disk";
import type { Fault } from "../../deployment/disk/fault";
import { printable } from "../../deployment/file/characters";

/** A file below a folder; links are followed, to files and to folders. */
export interface Below {
  /** From the folder: `inner/a.py`. */
  readonly path: string;
  readonly place: string;
}

/** Something below a folder that cannot be delivered. `path` is empty for the folder itself. */
export interface Refused {
  readonly path: string;
  readonly fault: Omit<Fault, "code">;
}

export interface Plugins {
  readonly files: readonly Below[];
  readonly refused: readonly Refused[];
}

/** The folder is part of the output and of every container: what is larger belongs into the image. */
const MOST_FILES = 2_000;
const MOST_BYTES = 64 * MIB;

/**
 * What tools leave behind, which no Python reads: compiled files, caches in hidden folders, and Emacs' marks of files
 * that are open, which are links to nowhere.
 */
const isLeftover = (name: string): boolean => name === "__pycache__" || name.endsWith(".pyc") || name.startsWith(".#");

/** Would be more than a name where it is written: in Terraform's templates, ids of assets, lines, quotes. */
const UNFIT = /[\p{Cc}\p{Zl}\p{Zp}:"\\`]|[$%]\{/u;

const BAD_NAME = {
  says: "has a name that cannot be delivered",
  mend: "rename it: UTF-8, without colons, quotes, backslashes, backticks, dollar or percent before a brace, and control characters",
};
const CIRCLE = { says: "is a link to a folder that it lies in", mend: "remove it" };
const OTHER = "put a plain file there, or remove it";

/** All files below a folder in a fixed order, without leftovers; also those beside something that is refused. */
export function plugins(folder: string): Plugins {
  const files: (Below & { readonly size: number })[] = [];
  const refused: Refused[] = [];
  let stopped = false;
  const refuse = (path: string, { says, mend }: Omit<Fault, "code">) =>
    refused.push({ path: printable(path), fault: { says, mend } });

  const look = (inside: string, name: string, above: readonly string[]): void => {
    const path = inside === "" ? name : `${inside}/${name}`;
    const found = kindAt(join(folder, path));
    if ("fault" in found) refuse(path, found.fault);
    else if (found.kind === "folder" && name.startsWith(".")) return;
    else if (UNFIT.test(name)) refuse(path, BAD_NAME);
    else if (found.kind !== "folder") file(path);
    else if (above.includes(found.id)) refuse(path, CIRCLE);
    else walk(path, [...above, found.id]);
  };
  const file = (path: string): void => {
    const place = join(folder, path);
    const read = readBytes(place, LARGEST.delivered);
    if ("fault" in read) refuse(path, { ...read.fault, ...(read.fault.code === "NO_FILE" ? { mend: OTHER } : {}) });
    else files.push({ path, place, size: read.bytes.length });
  };
  const walk = (inside: string, above: readonly string[]): void => {
    const listed = listFolder(join(folder, inside));
    if ("fault" in listed) refuse(inside, listed.fault);
    else
      for (const { name, unnamable } of listed.entries) {
        if (isLeftover(name)) continue;
        // One more than allowed is enough to know, whatever folder of the disk was named.
        stopped ||= files.length + refused.length >= MOST_FILES;
        if (stopped) return;
        if (unnamable) refuse(inside === "" ? name : `${inside}/${name}`, BAD_NAME);
        else look(inside, name, above);
      }
  };
  const top = kindAt(folder);
  if ("fault" in top) refuse("", top.fault);
  else walk("", [top.id, ...around(folder)]);
  return {
    files: files.sort((a, b) => (a.place < b.place ? -1 : 1)),
    refused: [...refused, ...tooMuch(files, stopped)],
  };
}

/** The folders that a folder lies in: a link to one of them leads back to it. */
function around(folder: string): string[] {
  const above = dirname(realpathSync(folder));
  const found = kindAt(above);
  return "fault" in found ? [] : [found.id, ...(dirname(above) === above ? [] : around(above))];
}

function tooMuch(files: readonly { readonly size: number }[], stopped: boolean): Refused[] {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const much = stopped ? `${MOST_FILES} files` : bytes > MOST_BYTES ? `${MOST_BYTES / MIB} MiB` : undefined;
  const mend = "name a folder of plugins alone, or put them into the image";
  return much === undefined ? [] : [{ path: "", fault: { says: `has more than ${much}`, mend } }];
}
