import { readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join, relative, resolve } from "node:path";
import type { AirflowPart } from "../deployment/airflow";
import { withoutStandIn } from "../deployment/stand-in";
import type { File } from "./service";

type SourceFile = File & { readonly source: string };

/** Where our own programs lie in every container; it is on PYTHONPATH. */
export const PROGRAMS = "/opt/airflow-cdktf";
const HOME = "/opt/airflow";

/** A path of the file on this machine. `root` is the project's folder. */
export function located(root: string, written: string): string {
  const path = withoutStandIn(written);
  return path.startsWith("~/") ? join(homedir(), path.slice(2)) : resolve(root, path);
}

/** Our own programs: the worker module, the health check, the migration. The same in every process. */
export const programs = (): SourceFile[] => folder(join(__dirname, "python"), PROGRAMS);

/** Starts a process where its secrets lie as files in the container. */
export const START = `${PROGRAMS}/start.sh`;

/** The program that does so, of targets whose containers get files. */
export const starter = (): SourceFile => ({ target: START, source: join(__dirname, "start.sh") });

/** The user's plugins and settings, the same in every process on every target. `root` is the project's folder. */
export function userFiles(files: AirflowPart["files"], root: string): SourceFile[] {
  const single = [
    [files.webserverConfig, `${HOME}/webserver_config.py`],
    [files.localSettings, `${HOME}/config/airflow_local_settings.py`],
  ] as const;
  const plugins = files.plugins === undefined ? [] : folder(located(root, files.plugins), `${HOME}/plugins`);
  const rest = single.flatMap(([source, target]) =>
    source === undefined ? [] : [{ source: located(root, source), target }],
  );
  return [...plugins, ...rest];
}

/** What tools of Python leave behind: compiled files, and caches in hidden folders, which no Python reads. */
const LEFTOVER = /(^|\/)(__pycache__|\.[^/]+)\/|\.pyc$/;

/** All files below a folder in a fixed order, without leftovers. */
export function folder(path: string, target: string): SourceFile[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((source) => !LEFTOVER.test(relative(path, source)))
    .sort()
    .map((source) => ({ source, target: `${target}${source.slice(path.length)}` }));
}
