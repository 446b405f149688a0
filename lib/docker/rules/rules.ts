import { posix } from "node:path";
import { DAGS_FOLDER } from "../../airflow/files/dags";
import { LOGS, PROGRAMS } from "../../airflow/files/files";
import { releaseOf } from "../../airflow/releases/version";
import { hosts } from "../../airflow/rules/network/hosts";
import { lookUp } from "../../deployment/look-up";
import type { Replicas } from "../../deployment/schema/processes";
import type { Deployment } from "../../deployment/schema/schema";
import { withoutEndSlashes } from "../../deployment/slashes";
import { AIRFLOW_HOME } from "../../deployment/usual";
import type { Finding } from "../../deployment/words/finding";
import { THIS_HOST } from "../names";
import type { DockerFile, DockerReading } from "../settings/settings";

/** What one Docker host cannot do, or would do to the file's surprise. */
export function check({ deployment }: DockerReading): Finding[] {
  return [
    ...scaling(deployment),
    ...ports(deployment),
    ...database(deployment),
    ...hosts(deployment, NEARBY, THIS_HOST.host),
    ...buildSecrets(deployment),
    ...gitSync(deployment, deployment.docker),
    ...bucket(deployment),
    ...mounts(deployment.docker.mounts),
    ...reach(deployment.docker.bindAddress),
  ];
}

const NEARBY = `${THIS_HOST.host}, the name of this machine in each container; the server must listen there on more than 127.0.0.1`;

/** Docker keeps a number of containers; nothing here adds one by itself. */
function scaling(deployment: Deployment): Finding[] {
  const roles: readonly (readonly [string, Replicas])[] = [
    ["webserver", deployment.webserver.replicas],
    ["scheduler", deployment.scheduler.replicas],
    ["triggerer", deployment.triggerer.replicas],
    ...Object.entries(deployment.workers).map(([pool, part]) => [`workers.${pool}`, part.replicas] as const),
  ];
  return roles
    .filter(([, { min, max }]) => min !== max)
    .map(([role, { min, max }]) => ({
      path: [...role.split("."), "replicas"],
      message: `Docker does not scale by itself, and got { min: ${min}, max: ${max} }; write one number`,
    }));
}

function ports({ webserver, flower }: Deployment): Finding[] {
  if (flower === false || flower.port !== webserver.port) return [];
  return [{ path: ["flower", "port"], message: `port ${flower.port} is already webserver.port; write another one` }];
}

function database({ metadataDatabase: { engine, host } }: Deployment): Finding[] {
  if (engine === "postgres" || host !== undefined) return [];
  return [
    {
      path: ["metadataDatabase", "engine"],
      message:
        "our own server on Docker is Postgres; for MySQL name an existing server with host:, or leave engine: out",
    },
  ];
}

/** A release without git bundles needs a program that keeps the repository current; there is no image of it to guess. */
function gitSync({ airflow }: Deployment, { gitSyncImage }: DockerFile["docker"]): Finding[] {
  const needed = airflow.dags.git !== undefined && releaseOf(airflow.version)?.dagsFromGit === "git-sync";
  if (!needed || gitSyncImage !== undefined) return [];
  return [
    {
      path: ["docker", "gitSyncImage"],
      message: `missing: Airflow ${airflow.version} cannot read ${airflow.dags.git} by itself; write the image of Kubernetes' git-sync, version 4, or use Airflow 3.x`,
    },
  ];
}

function bucket({ airflow }: Deployment): Finding[] {
  if (airflow.dags.bucket === undefined) return [];
  return [
    {
      path: ["airflow", "dags", "bucket"],
      message: "a bucket is read on gcp-vms only; write folder: PATH, git: REPOSITORY, or put the DAGs into the image",
    },
  ];
}

/** The engine mounts a whole file into a build. */
function buildSecrets({ airflow: { image } }: Deployment): Finding[] {
  if (image === undefined || typeof image === "string") return [];
  return Object.entries(image.build.secretArgs)
    .filter(([, reference]) => reference.key !== undefined)
    .map(([name]) => ({
      path: ["airflow", "image", "build", "secretArgs", name, "key"],
      message: "a build on Docker gets the whole file; put this one secret into a file of its own and leave key: out",
    }));
}

/** Places inside the container that are taken; of the first two, folders below them are free. */
const TAKEN = [DAGS_FOLDER, LOGS, PROGRAMS, "/run/secrets", "/dev/shm"];
const OURS = TAKEN.slice(2);
/** Places of the image's own programs, Airflow among them: a mount over one, or over a folder around it, hides them. */
const OF_THE_IMAGE = [
  ...["/bin", "/sbin", "/lib", "/lib64", "/usr/bin", "/usr/sbin", "/usr/lib", "/usr/local/bin", "/usr/local/lib"],
  ...["/home/airflow/.local/bin", "/home/airflow/.local/lib", "/entrypoint", "/etc/passwd", "/proc", "/sys"],
];

/** Files of the project are copied there, and the engine copies nothing into a mount that is read-only. */
const COPIED: Readonly<Record<string, string>> = {
  [`${AIRFLOW_HOME}/plugins`]: "airflow.files.plugins",
  [`${AIRFLOW_HOME}/config`]: "airflow.files.localSettings",
};

/** Why nothing is mounted at a place; undefined: it is free. */
function taken(target: string): string | undefined {
  const copied = lookUp(COPIED, target);
  if (copied !== undefined) return `is where files of the project come: write ${copied}`;
  const isBelow = (inner: string, outer: string) => inner === outer || inner.startsWith(`${outer}/`);
  if (OF_THE_IMAGE.some((place) => isBelow(place, target))) return "hides programs of the image; write another folder";
  const free = !TAKEN.some((place) => isBelow(place, target)) && !OURS.some((place) => isBelow(target, place));
  return free ? undefined : "is used by the deployment itself; write another folder";
}

/** Where the engine mounts it: `/opt/airflow/x/../plugins` is /opt/airflow/plugins, and Debian's `/var/run` a link to /run. */
const mountPoint = (target: string): string =>
  withoutEndSlashes(posix.normalize(target)).replace(/^\/var\/run(?=\/|$)/, "/run");

function mounts(list: DockerReading["deployment"]["docker"]["mounts"]): Finding[] {
  return list.flatMap(({ target, readOnly }, index) => {
    const path = ["docker", "mounts", index, "target"];
    const clean = mountPoint(target);
    if (clean === "/tmp" && readOnly)
      return [{ path, message: "Airflow itself writes to /tmp; write readOnly: false, or another target" }];
    const why = taken(clean);
    if (why !== undefined) return [{ path, message: `${target} ${why}` }];
    const first = list.findIndex((other) => mountPoint(other.target) === clean);
    return first < index
      ? [{ path, message: `${target} is already the target of docker.mounts[${first}]; write another folder` }]
      : [];
  });
}

function reach(bindAddress: string): Finding[] {
  if (bindAddress.startsWith("127.")) return [];
  return [
    {
      path: ["docker", "bindAddress"],
      kind: "notice",
      message: `whoever reaches ${bindAddress === "0.0.0.0" ? "any address of this host" : bindAddress} reaches the login page over plain HTTP; put a proxy with TLS before it, and a firewall`,
    },
  ];
}
