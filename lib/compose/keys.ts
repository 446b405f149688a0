import { lookUp } from "../deployment/look-up";
import { type Context, everyone, running } from "./context";
import { changed, type Item, left } from "./item";
import type { Service } from "./service";
import { entriesOf, entry, type Tree } from "./tree";

/** Keys of Docker that a deployment file has no place for, and those that every process has by itself. */
export const keys = (context: Context): readonly Item[] => [
  ...running(context.cast).flatMap(unread),
  ...ownKeys(context),
];

/** Read elsewhere. */
const READ: ReadonlySet<string> = new Set(
  "image build command entrypoint environment env_file volumes ports scale cpus mem_limit profiles networks deploy user extends".split(
    " ",
  ),
);
/** Every process of a deployment has its own of these. */
const OWN: ReadonlySet<string> = new Set(
  "restart healthcheck depends_on container_name hostname expose links stdin_open tty init stop_signal stop_grace_period pull_policy platform".split(
    " ",
  ),
);
const REMEDY: Readonly<Record<string, string>> = {
  extra_hosts: "write the addresses themselves, or names that your DNS knows",
  network_mode: "processes are in a network of their own; servers are reached by their address",
  external_links: "name the other server by its address",
  secrets: "write { file: PATH } or { secret: NAME } where the secret is needed",
  configs: "mount the file with docker.mounts",
  logging: "set it for all containers in the engine's daemon.json",
  privileged: "run such a task in a container of its own, by a pool with dockerSocket",
  group_add: "the group of the Docker socket goes to workers.POOL.dockerSocket",
  working_dir: "write absolute paths in DAGs",
};

function unread(service: Service): readonly Item[] {
  return [
    ...entriesOf(service.tree)
      .filter(([key, value]) => !READ.has(key) && !OWN.has(key) && !key.startsWith("x-") && value.kind !== "nothing")
      .map(([key, value]) =>
        left(value.at, `${key} cannot be set here; ${lookUp(REMEDY, key) ?? "nothing takes its place"}`),
      ),
    ...deploy(entry(service.tree, "deploy")),
  ];
}

function deploy(tree: Tree | undefined): readonly Item[] {
  const devices = entry(tree, "resources", "reservations", "devices");
  const other = entriesOf(tree).filter(
    ([key]) => !["replicas", "resources", "restart_policy", "update_config", "mode"].includes(key),
  );
  return [
    ...(devices === undefined
      ? []
      : [
          left(
            devices.at,
            "devices such as GPUs cannot be given to a worker; run such a task in a container of its own, by a pool with dockerSocket",
          ),
        ]),
    ...other.map(([key, value]) => left(value.at, `deploy.${key} cannot be set here; nothing takes its place`)),
  ];
}

function ownKeys({ cast, project }: Context): readonly Item[] {
  const services = everyone(cast);
  const found = [...new Set(services.flatMap(({ tree }) => entriesOf(tree).map(([key]) => key)))].filter((key) =>
    OWN.has(key),
  );
  const [first] = services;
  return found.length === 0 || first === undefined
    ? []
    : [
        changed(
          project.file,
          `${found.join(", ")}: every process has its own order of start, health check and restart`,
        ),
      ];
}
