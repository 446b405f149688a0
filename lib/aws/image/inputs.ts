import { createHash } from "node:crypto";
import { lstatSync, readlinkSync } from "node:fs";
import { join, posix } from "node:path";
import { located } from "../../airflow/files/files";
import type { ImageBuild } from "../../airflow/platform";
import { digest } from "../../deployment/digest";
import { eachPiece, isFolder, listFolder, readText, unusable } from "../../deployment/disk/disk";
import { type Fault, faultOf } from "../../deployment/disk/fault";
import { printable } from "../../deployment/file/characters";
import { ignored } from "./ignored";

const IGNORE = ".dockerignore";

/** A file or folder that the image is built from and that cannot be read. */
export interface Unread {
  /** In the file: `context`. */
  readonly key: "context" | "requirements";
  /** From the project's folder. */
  readonly path: string;
  readonly fault: Fault;
}

/** Ends a walk of many calls at the first thing that cannot be read. */
class Stopped extends Error {
  constructor(readonly unread: Unread) {
    super(unread.path);
  }
}

/**
 * A digest of what an image is built from: the files of its context, its requirements, its arguments and Airflow's
 * version. Of its secrets only the names count: a new token makes no other image. Dates and owners do not count, which
 * differ between two checkouts of one commit.
 * @param root the project's folder
 */
export function inputsOf(root: string, build: ImageBuild): string | Unread {
  const { airflowVersion, context, dockerfile, target, requirements, args, secretArgs } = build;
  try {
    const told = [
      ["airflow", airflowVersion],
      ...(dockerfile === undefined ? [] : [["dockerfile", dockerfile]]),
      ...(target === undefined ? [] : [["target", target]]),
      ...sorted(args).map(([name, value]) => ["argument", name, value]),
      ...sorted(secretArgs).map(([name]) => ["secret", name]),
      ...(requirements === undefined
        ? []
        : [["requirements", contents(located(root, requirements), "requirements", requirements)]]),
      ...(context === undefined
        ? []
        : files(located(root, context), context, posix.normalize(dockerfile ?? "Dockerfile"))),
    ];
    return digest(JSON.stringify(told));
  } catch (error) {
    if (error instanceof Stopped) return error.unread;
    throw error;
  }
}

const stop = (key: Unread["key"], path: string, fault: Fault): never => {
  throw new Stopped({ key, path: printable(path), fault });
};

/** Digest of a file's bytes. */
function contents(place: string, key: Unread["key"], path: string): string {
  const hash = createHash("sha256");
  const fault = eachPiece(place, (piece) => hash.update(piece));
  return fault === undefined ? hash.digest("hex") : stop(key, path, fault);
}

const sorted = <Value>(map: Readonly<Record<string, Value>>): [string, Value][] =>
  Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));

/** Every file that Docker would be sent, in a fixed order. */
function files(folder: string, context: string, dockerfile: string): string[][] {
  // One that is named after the Dockerfile counts in place of the other.
  const own = `${dockerfile}${IGNORE}`;
  const isIgnored = ignored(patterns(folder, context, own) ?? patterns(folder, context, IGNORE) ?? "");
  const always = [dockerfile, IGNORE, own];
  const found = below(folder, "", context).filter((path) => always.includes(path) || !isIgnored(path));
  return found.sort().map((path) => ["file", path, ...content(join(folder, path), `${context}/${path}`)]);
}

function patterns(folder: string, context: string, name: string): string | undefined {
  const read = readText(join(folder, name));
  if ("text" in read) return read.text;
  if (read.fault.code === "ENOENT") return undefined;
  const top = unusable(folder, "folder");
  return stop("context", top === undefined ? `${context}/${name}` : context, top ?? read.fault);
}

const isOurs = ignored("");
const NO_NAME = { code: "EILSEQ", says: "has a name that is not UTF-8", mend: "rename it" };

/** Folders of our own are not even looked into: node_modules is large. */
function below(folder: string, inside: string, context: string): string[] {
  const listed = listFolder(join(folder, inside));
  if ("fault" in listed) return stop("context", inside === "" ? context : `${context}/${inside}`, listed.fault);
  return listed.entries.flatMap(({ name, unnamable }) => {
    const path = inside === "" ? name : `${inside}/${name}`;
    if (unnamable) stop("context", `${context}/${path}`, NO_NAME);
    if (isOurs(path)) return [];
    const place = join(folder, path);
    return !isLink(place, `${context}/${path}`) && isFolder(place) ? below(folder, path, context) : [path];
  });
}

function statsOf(place: string, path: string) {
  try {
    return lstatSync(place);
  } catch (error) {
    return stop("context", path, faultOf(error));
  }
}

const isLink = (place: string, path: string): boolean => statsOf(place, path).isSymbolicLink();

/** A script that may be run is another file than one that may not; git keeps that, and nothing else of a mode. */
function content(place: string, path: string): string[] {
  const found = statsOf(place, path);
  if (found.isSymbolicLink()) return ["link", readlinkSync(place)];
  return [(found.mode & 0o100) === 0 ? "plain" : "executable", contents(place, "context", path)];
}
