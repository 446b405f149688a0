import type { AirflowPart } from "../../deployment/schema/airflow";
import type { Surroundings } from "../environment/environment";
import { proxied } from "../environment/proxy";
import { GIT_USER, syncSeconds, syncsDags } from "../files/dags";
import { repositoryPort } from "../files/repository-address";
import type { Description } from "./workload";

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

/** Files with what logs in. */
export const PASSWORD = "password";
export const KEY = "ssh-key";

/** Keeps a folder equal to a repository, for releases whose Airflow has no bundles. */
export function gitSync({ deployment, release }: Surroundings): Description | undefined {
  const { dags } = deployment.airflow;
  if (dags.git === undefined || !syncsDags(dags, release)) return undefined;
  const { password, sshKey } = dags.credentials ?? {};
  return {
    role: "git-sync",
    image: "setting",
    plain: proxied(deployment.proxy),
    secretFiles: {
      ...(password === undefined ? {} : { [PASSWORD]: [{ given: password }] }),
      ...(sshKey === undefined ? {} : { [KEY]: [{ given: sshKey }] }),
    },
    calls: [{ role: "repository", port: repositoryPort(dags.git), what: "git" }],
    health: { asks: "it has a copy of the repository" },
    stops: "Changes of the DAGs do not arrive until it is back; known ones go on",
    path: ["airflow", "dags"],
  };
}
