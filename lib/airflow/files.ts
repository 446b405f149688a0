import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { AirflowPart } from "../deployment/airflow";
import type { File } from "./service";

/** Where our own programs lie in every container; it is on PYTHONPATH. */
export const PROGRAMS = "/opt/airflow-cdktf";
const HOME = "/opt/airflow";

/** Our own programs: the worker module, the health check, the migration. The same in every process. */
export const programs = (): File[] => folder(join(__dirname, "python"), PROGRAMS);

/** The user's plugins and settings, the same in every process on every target. `root` is the project's folder. */
export function userFiles(files: AirflowPart["files"], root: string): File[] {
  const single = [
    [files.webserverConfig, `${HOME}/webserver_config.py`],
    [files.localSettings, `${HOME}/config/airflow_local_settings.py`],
  ] as const;
  const plugins = files.plugins === undefined ? [] : folder(resolve(root, files.plugins), `${HOME}/plugins`);
  const rest = single.flatMap(([source, target]) =>
    source === undefined ? [] : [{ source: resolve(root, source), target }],
  );
  return [...plugins, ...rest];
}

/** All files below a folder in a fixed order; compiled Python is left out. */
function folder(path: string, target: string): File[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/__pycache__|\.pyc$/.test(join(entry.parentPath, entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((source) => ({ source, target: `${target}${source.slice(path.length)}` }));
}
