import { createHash } from "node:crypto";
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { located } from "../../airflow/files";
import type { ImageBuild } from "../../airflow/platform";
import { ignored } from "./ignored";

const IGNORE = ".dockerignore";

/** Docker is sent these in any case. */
const ALWAYS = ["Dockerfile", IGNORE];

/**
 * A digest of what an image is built from: the files of its context, its requirements, its arguments and Airflow's
 * version. Of its secrets only the names count: a new token makes no other image. Dates and owners do not count, which
 * differ between two checkouts of one commit.
 * @param root the project's folder
 * @returns undefined: a folder or file that the build names is not there
 */
export function inputsOf(root: string, { airflowVersion, context, requirements, args, secretArgs }: ImageBuild) {
  const paths = [context, requirements].flatMap((path) => (path === undefined ? [] : [located(root, path)]));
  if (!paths.every(existsSync)) return undefined;
  const told = [
    ["airflow", airflowVersion],
    ...sorted(args).map(([name, value]) => ["argument", name, value]),
    ...sorted(secretArgs).map(([name]) => ["secret", name]),
    ...(requirements === undefined ? [] : [["requirements", digest(readFileSync(located(root, requirements)))]]),
    ...(context === undefined ? [] : files(located(root, context))),
  ];
  return digest(JSON.stringify(told));
}

const digest = (content: string | Buffer): string => createHash("sha256").update(content).digest("hex");

const sorted = <Value>(map: Readonly<Record<string, Value>>): [string, Value][] =>
  Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));

/** Every file that Docker would be sent, in a fixed order. */
function files(folder: string): string[][] {
  const file = join(folder, IGNORE);
  const isIgnored = ignored(existsSync(file) ? readFileSync(file, "utf8") : "");
  const found = below(folder, "").filter((path) => ALWAYS.includes(path) || !isIgnored(path));
  return found.sort().map((path) => ["file", path, ...content(join(folder, path))]);
}

const isOurs = ignored("");

/** Folders of our own are not even looked into: node_modules is large. */
function below(folder: string, inside: string): string[] {
  return readdirSync(join(folder, inside), { withFileTypes: true }).flatMap((entry) => {
    const path = inside === "" ? entry.name : `${inside}/${entry.name}`;
    if (isOurs(path)) return [];
    return entry.isDirectory() ? below(folder, path) : [path];
  });
}

/** A script that may be run is another file than one that may not; git keeps that, and nothing else of a mode. */
function content(path: string): string[] {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return ["link", readlinkSync(path)];
  return [(found.mode & 0o100) === 0 ? "plain" : "executable", digest(readFileSync(path))];
}
