import { syncSeconds } from "../airflow/dags";
import type { AirflowPart } from "../deployment/airflow";
import { container } from "./container";
import type { Piece, Unit } from "./machine/document";
import { SECRETS } from "./machine/paths";
import { COPIES, LINK, ROOT } from "./synced-dags";

const PASSWORD = "password";
const STOP_SECONDS = 10;

export interface GitSyncProps {
  readonly dags: AirflowPart["dags"];
  readonly repository: string;
  /** Of Kubernetes' git-sync, version 4. */
  readonly image: string;
  readonly plain: Readonly<Record<string, string>>;
  /** The password of the credentials, where the repository wants some. */
  readonly password: readonly Piece[];
}

/** Keeps a folder of the machine equal to a repository, for releases whose Airflow has no bundles. */
export function gitSync({ dags, repository, image, plain, password }: GitSyncProps): Unit {
  const { credentials } = dags;
  const login =
    credentials === undefined ? [] : [`--username=${credentials.username}`, `--password-file=${SECRETS}/${PASSWORD}`];
  return container({
    name: "git-sync",
    description: "Airflow: keeps the DAGs equal to their repository",
    stage: "store",
    image,
    // The folder is root's, and so is the file with the password.
    user: "0:0",
    command: [
      `--repo=${repository}`,
      `--ref=${dags.ref ?? "main"}`,
      `--period=${syncSeconds(dags)}s`,
      `--root=${ROOT}`,
      `--link=${LINK}`,
      ...login,
    ],
    mounts: [{ source: COPIES, target: ROOT, writable: true }],
    folders: [COPIES],
    plain,
    secretFiles: credentials === undefined ? {} : { [PASSWORD]: password },
    stopSeconds: STOP_SECONDS,
  });
}
