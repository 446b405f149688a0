import { lookUp } from "../../deployment/look-up";
import { LONGEST_OF_ALL_WORDS } from "../../deployment/schema/longest-task";

/** Who a service is in the deployment, as far as its keys are concerned. */
export type Part = "process" | "flower" | "setup" | "database" | "broker" | "top";

/** Whether a deployment does by itself what the key asked for, and what to do about the key. */
export type Remedy = readonly [kind: "own" | "left", text: string];

const own = (text: string): Remedy => ["own", text];
const lost = (text: string): Remedy => ["left", text];

const GPU = lost(
  "devices such as GPUs cannot be given to a worker; run such a task in a container of its own, by a pool with dockerSocket",
);
const DAEMON = lost("set it for all containers in the engine's daemon.json");
const RIGHTS = lost("run such a task in a container of its own, by a pool with dockerSocket");
const NAMED = own("containers are named after the stack, and reach one another by those names");
const ATTACHED = own("every process is in the background, with its logs in `docker logs`");
const LABELS = lost(
  "nothing reads labels of containers here: give a proxy the address of this host with webserver.port, and write webserver.baseUrl",
);
const UPDATE = own("a change replaces the processes in an order of its own");

/** By the path below a service; the nearest path above counts where there is none of its own. */
const REMEDIES: Readonly<Record<string, Remedy>> = {
  restart: own("every process is started again when it ends"),
  "deploy.restart_policy": own("every process is started again when it ends"),
  healthcheck: own("every process has a health check of its own"),
  depends_on: own("processes wait for database, broker and migration by themselves"),
  links: own("processes reach their servers by name"),
  container_name: NAMED,
  hostname: NAMED,
  domainname: NAMED,
  expose: own("processes reach one another at every port"),
  stdin_open: ATTACHED,
  tty: ATTACHED,
  attach: ATTACHED,
  init: own("every process has an init of its own"),
  stop_signal: own("every process is stopped as its kind needs it"),
  stop_grace_period: own(`a worker has as long as its longest task: write ${LONGEST_OF_ALL_WORDS}`),
  pull_policy: own("an image is pulled once, by its tag or digest"),
  profiles: own("its profile was active, so it is always part of the deployment"),
  networks: own("every process is in the deployment's own network"),
  "deploy.update_config": UPDATE,
  "deploy.rollback_config": UPDATE,
  "deploy.placement": lost("there is one Docker host"),
  "deploy.mode": lost("there is one Docker host; write replicas"),
  "deploy.endpoint_mode": lost("there is one Docker host"),
  "deploy.labels": LABELS,
  labels: LABELS,
  label_file: LABELS,
  "deploy.resources.reservations": lost("nothing is reserved here; write cpu and memory, which are limits"),
  "deploy.resources.reservations.devices": GPU,
  gpus: GPU,
  devices: GPU,
  device_cgroup_rules: GPU,
  runtime: GPU,
  platform: lost("name or build an image of this host's own kind"),
  extra_hosts: lost(
    "host.docker.internal is known without it; of others write the addresses themselves, or names that your DNS knows",
  ),
  dns: DAEMON,
  dns_search: DAEMON,
  dns_opt: DAEMON,
  logging: DAEMON,
  ulimits: DAEMON,
  network_mode: lost("processes are in a network of their own; servers are reached by their address"),
  external_links: lost("name the other server by its address"),
  secrets: lost("write { file: PATH } or { secret: NAME } where the secret is needed"),
  configs: lost("mount the file with docker.mounts"),
  privileged: RIGHTS,
  cap_add: RIGHTS,
  security_opt: RIGHTS,
  userns_mode: RIGHTS,
  pid: RIGHTS,
  ipc: RIGHTS,
  shm_size: lost("/dev/shm has Docker's 64 MiB; run a task that needs more in a container of its own"),
  tmpfs: lost("mount a folder of the host with docker.mounts"),
  volumes_from: lost("mount the folders with docker.mounts"),
  group_add: lost("the group of the Docker socket goes to workers.POOL.dockerSocket"),
  working_dir: lost("write absolute paths in DAGs"),
  environment: lost("write it to airflow.environment where a process needs it"),
  env_file: lost("write airflow.envFile where a process needs it"),
  volumes: lost("write docker.mounts where a process needs it"),
  mem_limit: lost("all replicas of a process have the same memory"),
  cpus: lost("all replicas of a process have the same number of cores"),
  "deploy.resources.limits.memory": lost("all replicas of a process have the same memory"),
  "deploy.resources.limits.cpus": lost("all replicas of a process have the same number of cores"),
  ports: lost("only the webserver and Flower are published; the others reach one another at every port"),
  user: lost("write docker.user, which is one for all processes"),
};

const SERVER: Readonly<Record<string, Remedy>> = {
  ...REMEDIES,
  environment: lost("our own server has settings of its own; an existing one with host: keeps its own"),
  env_file: lost("our own server has settings of its own; an existing one with host: keeps its own"),
  user: own("our own server runs as its image's user"),
  labels: lost("nothing reads labels of containers here"),
  ports: lost("our own servers are not published"),
  ...Object.fromEntries(
    [
      "deploy.resources",
      "deploy.resources.limits.cpus",
      "deploy.resources.limits.memory",
      "deploy.replicas",
      "scale",
      "mem_limit",
      "cpus",
      "shm_size",
      "tmpfs",
      "ulimits",
      "sysctls",
    ].map(
      (key) => [key, lost("our own server has Docker's defaults; an existing one with host: keeps its own")] as const,
    ),
  ),
  volumes: lost("our own server has the one volume of its data; run a server of your own and name it by host:"),
};

const BY_PART: Readonly<Partial<Record<Part, Readonly<Record<string, Remedy>>>>> = {
  database: {
    ...SERVER,
    command: lost("our own Postgres has its defaults; run a server of your own and write metadataDatabase.host"),
    entrypoint: lost("our own Postgres starts by its image; run a server of your own and write metadataDatabase.host"),
  },
  broker: {
    ...SERVER,
    command: lost("our own Redis has settings of its own; run a server of your own and write broker.host"),
    entrypoint: lost("our own Redis starts by its image; run a server of your own and write broker.host"),
  },
  flower: {
    ...REMEDIES,
    image: own("Flower runs in the image of Airflow"),
    build: own("Flower runs in the image of Airflow"),
    environment: lost("Flower has port, username and password only"),
    volumes: lost("Flower has no folders of the host"),
    "deploy.replicas": own("one Flower is enough"),
    scale: own("one Flower is enough"),
    user: own("Flower runs as the user of all processes"),
  },
  top: {
    volumes: lost(
      "the deployment makes volumes of its own; write a folder of the host to docker.storage or docker.mounts",
    ),
    networks: own("the deployment has one network of its own"),
    secrets: lost("write what it holds to secrets/NAME, and { secret: NAME } where it is needed"),
    configs: lost("mount the file with docker.mounts"),
    models: lost("keep it in a compose file of its own"),
  },
};

/** Sections and lists whose parts are spoken of one by one. */
const PARTED: ReadonlySet<string> = new Set([
  ...["environment", "env_file", "volumes", "ports", "build", "build.args", "networks", "secrets", "configs"],
  ...["deploy", "deploy.resources", "deploy.resources.limits", "deploy.resources.reservations"],
]);

/** Whether each part of the value at this path has a line of its own. */
export const isParted = (path: string, part: Part): boolean =>
  PARTED.has(path) && !(part !== "top" && /^(networks|secrets|configs)$/.test(path));

export function remedy(path: string, part: Part): Remedy {
  const table = BY_PART[part] ?? REMEDIES;
  const steps = path.split(".");
  for (let length = steps.length; length > 0; length -= 1) {
    const found = lookUp(table, steps.slice(0, length).join("."));
    if (found !== undefined) return found;
  }
  return lost("nothing takes its place");
}
