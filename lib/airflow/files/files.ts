import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { LARGEST, readBytes } from "../../deployment/disk/disk";
import { alone } from "../../deployment/disk/fault";
import type { AirflowPart } from "../../deployment/schema/airflow";
import { withoutStandIn } from "../../deployment/stand-in";
import { AIRFLOW_HOME } from "../../deployment/usual";
import type { File } from "../workloads/service";
import { plugins } from "./plugins";
import { program } from "./program";

type SourceFile = File & { readonly source: string };

/** Where our own programs lie in every container; it is on PYTHONPATH. */
export const PROGRAMS = "/opt/airflow-cdktf";
/** Where Airflow writes its logs, in every container. */
export const LOGS = `${AIRFLOW_HOME}/logs`;

/** A path of the file on this machine. `root` is the project's folder. */
export function located(root: string, written: string): string {
  const path = withoutStandIn(written);
  return path.startsWith("~/") ? join(homedir(), path.slice(2)) : resolve(root, path);
}

/** Our own programs: the worker module, the health check, the migration. The same in every process. */
export const programs = (): readonly SourceFile[] => ownFolder(program("airflow", "src"), PROGRAMS);

/** On a webserver's PYTHONPATH alone: Airflow finds a plugin of ours there, whatever its folder of plugins is. */
export const WEBSERVER_FOLDER = `${PROGRAMS}/webserver`;

/** The entry point that opens people's port on 3.x. */
export const webserverPlugin = (): readonly SourceFile[] =>
  ownFolder(program("airflow", "webserver"), WEBSERVER_FOLDER);

/** Starts a process where its secrets lie as files in the container. */
export const START = `${PROGRAMS}/start.sh`;

/** The program that does so, of targets whose containers get files. */
export const starter = (): SourceFile => ({ target: START, source: program("airflow", "start.sh") });

/** The user's plugins and settings, the same in every process on every target. `root` is the project's folder. */
export function userFiles(files: AirflowPart["files"], root: string): SourceFile[] {
  const single = [
    [files.webserverConfig, `${AIRFLOW_HOME}/webserver_config.py`],
    [files.localSettings, `${AIRFLOW_HOME}/config/airflow_local_settings.py`],
  ] as const;
  const below = files.plugins === undefined ? [] : folder(located(root, files.plugins), `${AIRFLOW_HOME}/plugins`);
  const rest = single.flatMap(([source, target]) =>
    source === undefined ? [] : [{ source: located(root, source), target }],
  );
  return [...below, ...rest];
}

const listed = new Map<string, readonly SourceFile[]>();

/**
 * All files below a folder of `programs/`, as `folder` lists them. Listed once for a target: these folders are this
 * program's own code, which does not change while it runs, and every process of every stack asks for them.
 */
export function ownFolder(path: string, target: string): readonly SourceFile[] {
  const id = JSON.stringify([path, target]);
  const known = listed.get(id) ?? folder(path, target);
  listed.set(id, known);
  return known;
}

/** All files below a folder in a fixed order, without leftovers. */
const folder = (path: string, target: string): SourceFile[] =>
  plugins(path).files.map((file) => ({ source: file.place, target: `${target}/${file.path}` }));

/**
 * What a file holds.
 * @throws Error with one line: what was good when the project was checked is so no more
 */
export function bytesOf(file: File): Buffer {
  if ("content" in file) return Buffer.from(file.content);
  const read = readBytes(file.source, LARGEST.delivered);
  if ("fault" in read) throw new Error(`${file.source}: ${alone(read.fault)}`);
  return read.bytes;
}
