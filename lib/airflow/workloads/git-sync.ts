import type { AirflowPart } from "../../deployment/airflow";
import type { SecretReference } from "../../deployment/scalars";
import { GIT_USER, syncSeconds } from "../files/dags";

/** Where git-sync finds and puts things in its container. */
export interface GitSyncPlaces {
  /** Folder of its copies, and the name of the link in it to the current one. */
  readonly root: string;
  readonly link: string;
  /** Files with what logs in. */
  readonly password: string;
  readonly sshKey: string;
  readonly knownHosts: string;
}

type Dags = AirflowPart["dags"];

/** Words of Kubernetes' git-sync, version 4. Source: its manual. */
export const gitSyncCommand = (dags: Dags, repository: string, at: GitSyncPlaces): string[] => [
  `--repo=${repository}`,
  `--ref=${dags.ref ?? "main"}`,
  `--period=${syncSeconds(dags)}s`,
  `--root=${at.root}`,
  `--link=${at.link}`,
  ...login(dags.credentials, at),
];

function login(credentials: Dags["credentials"], at: GitSyncPlaces): string[] {
  if (credentials?.sshKey !== undefined)
    return [`--ssh-key-file=${at.sshKey}`, "--ssh-known-hosts", `--ssh-known-hosts-file=${at.knownHosts}`];
  if (credentials?.password === undefined) return [];
  return [`--username=${credentials.username ?? GIT_USER}`, `--password-file=${at.password}`];
}

/**
 * How git-sync starts ssh, to which it adds the options of the key and of the hosts: it asks nobody, takes no other key,
 * and a host that does not answer fails in time.
 */
export const gitSyncVariables = ({ credentials }: Dags): Readonly<Record<string, string>> =>
  credentials?.sshKey === undefined
    ? {}
    : { GIT_SSH_COMMAND: "ssh -F none -o BatchMode=yes -o IdentitiesOnly=yes -o ConnectTimeout=20" };

/** What the file refers to for it, each once. */
export const gitSecrets = ({ credentials }: Dags): readonly SecretReference[] =>
  [credentials?.password, credentials?.sshKey].filter((one) => one !== undefined);
