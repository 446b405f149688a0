import { PROGRAMS } from "../../airflow/files/files";
import { KNOWN_HOSTS } from "../../airflow/files/known-hosts";
import { type GitSyncPlaces, gitSyncCommand, gitSyncVariables, KEY, PASSWORD } from "../../airflow/workloads/git-sync";
import type { AirflowPart } from "../../deployment/schema/airflow";
import type { Mount } from "../machines/docker-run";
import type { Piece, Unit } from "../machines/document";
import { fileAt, SECRETS } from "../machines/paths";
import { container } from "./container";
import { COPIES, LINK, ROOT } from "./synced-dags";

const STOP_SECONDS = 10;

/** Folder of the machine's memory with the key as ssh takes it, and where containers have it. */
const KEYS = { source: "/run/airflow-git-key", target: "/run/git-key" } as const;

const AT: GitSyncPlaces = {
  root: ROOT,
  link: LINK,
  password: `${SECRETS}/${PASSWORD}`,
  sshKey: `${KEYS.target}/${KEY}`,
  knownHosts: KNOWN_HOSTS,
};

export interface GitSyncProps {
  readonly dags: AirflowPart["dags"];
  readonly repository: string;
  /** Of Kubernetes' git-sync, version 4. */
  readonly image: string;
  /** Of Airflow. */
  readonly airflowImage: string;
  readonly plain: Readonly<Record<string, string>>;
  /** The password or the key of the credentials, where the repository wants one. */
  readonly secret: readonly Piece[];
}

/** Keeps a folder of the machine equal to a repository, for releases whose Airflow has no bundles. */
export function gitSync({ dags, repository, image, airflowImage, plain, secret }: GitSyncProps): Unit {
  const { credentials } = dags;
  const overSsh = credentials?.sshKey !== undefined;
  const hosts: readonly Mount[] = [KEYS, { source: fileAt(KNOWN_HOSTS), target: KNOWN_HOSTS }];
  return container({
    name: "git-sync",
    description: "Airflow: keeps the DAGs equal to their repository",
    stage: "store",
    image,
    // The folder is root's, and so is the file with the password.
    user: "0:0",
    command: gitSyncCommand(dags, repository, AT),
    plain: { ...plain, ...(overSsh ? { ...gitSyncVariables(dags), PYTHONPATH: PROGRAMS } : {}) },
    mounts: [{ source: COPIES, target: ROOT, writable: true }, ...(overSsh ? hosts : [])],
    folders: [COPIES, ...(overSsh ? [KEYS.source] : [])],
    secretFiles: credentials === undefined ? {} : { [overSsh ? KEY : PASSWORD]: secret },
    ...(overSsh ? { first: [checkedKey(airflowImage)] } : {}),
    stopSeconds: STOP_SECONDS,
  });
}

/** Secrets of a machine may be read by a group, and ssh takes no such key; a key of no use is said here too. */
const checkedKey = (image: string) => ({
  name: "git-sync-key",
  image,
  user: "0:0",
  entrypoint: "python",
  command: ["-m", "airflow_cdktf.ssh_key", `${SECRETS}/${KEY}`, AT.sshKey],
  mounts: [
    { source: fileAt(PROGRAMS), target: PROGRAMS },
    { ...KEYS, writable: true as const },
  ],
});
