import { LOGS, PROGRAMS } from "../../airflow/files/files";
import { AIRFLOW_HOME } from "../../deployment/usual";

/** A folder that is a volume of its own in every container with Airflow's image. */
export interface Folder {
  /** Path where Airflow finds it. */
  readonly path: string;
  /** Rights of its folders, octal. Everything belongs to root and its group, which Airflow's user is in. */
  readonly mode: string;
}

/** Folders that take files of ours or of the project, each with all that is below. */
const FOLDERS = [PROGRAMS, `${AIRFLOW_HOME}/plugins`, `${AIRFLOW_HOME}/config`];
const READ_ONLY = "0755";

/** Folders that Airflow's processes write to. Seen with 2.11.2 and 3.3.2 on a read-only root, see the decision. */
export const WRITTEN: readonly Folder[] = [
  { path: "/tmp", mode: "1777" },
  { path: LOGS, mode: "0775" },
];

/** Only a whole folder can be a volume: a file that lies beside others of the image goes to our own. */
export const located = (target: string): string =>
  FOLDERS.some((folder) => target.startsWith(`${folder}/`)) ? target : `${PROGRAMS}/${target.replace(/^.*\//, "")}`;

/** The folders of files at these places. */
export const foldersOf = (targets: readonly string[]): Folder[] =>
  FOLDERS.filter((folder) => targets.some((target) => target.startsWith(`${folder}/`))).map((path) => ({
    path,
    mode: READ_ONLY,
  }));

/** `/opt/airflow/plugins`: `opt-airflow-plugins`, a volume's name in a task. */
export const volumeName = ({ path }: Folder): string => path.slice(1).replaceAll("/", "-");
