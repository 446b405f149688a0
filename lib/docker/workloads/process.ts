import type {
  ContainerConfig,
  ContainerMounts,
  ContainerUpload,
  Container as DockerContainer,
} from "@cdktf/provider-docker/lib/container";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { START } from "../../airflow/files/files";
import { factsOf } from "../../airflow/workloads/roles";
import type { Service } from "../../airflow/workloads/service";
import { literal, literals } from "../../encode/terraform";
import type { Files } from "../files/files";
import { replicaName, THIS_HOST } from "../names";
import type { Place } from "../words/place";
import type { Connections } from "./connections";
import { container } from "./container";
import { healthcheck } from "./health";

/** What an Airflow process gets from this host, the same for all replicas. */
export interface Surroundings {
  readonly place: Place;
  readonly files: Files;
  readonly connections: Connections;
  readonly image: string;
  /** Airflow's version. */
  readonly version: string;
  readonly mounts: readonly ContainerMounts[];
  readonly environment: Readonly<Record<string, string>>;
  readonly envFile: string | undefined;
  readonly user: string | undefined;
  readonly after: readonly ITerraformDependable[];
}

/** What this service alone gets from this host. */
export interface Extras {
  readonly aliases: readonly string[];
  readonly ports: ContainerConfig["ports"];
  readonly mounts: readonly ContainerMounts[];
  readonly groups: readonly string[];
}

/**
 * All replicas of one service, each a container with an address of its own: scaling touches only what comes or goes. Where
 * there may be several they carry a number from the first on, so that scaling renames nothing.
 */
export function processes(scope: Construct, service: Service, around: Surroundings, extras: Extras): DockerContainer[] {
  return Array.from({ length: service.replicas.min }, (_, index) => {
    const name = factsOf(service.role).replicas ? replicaName(service.name, index) : service.name;
    return container(scope, {
      stack: around.place.stack,
      name,
      role: service.role,
      image: around.image,
      version: around.version,
      network: around.place.network.name,
      aliases: extras.aliases,
      environment: literals({ ...around.environment, ...service.plain }),
      health: healthcheck({ ...service.health, command: service.health.command.join(" ") }),
      startSeconds: service.health.start,
      stopSeconds: service.drain.seconds,
      cpu: service.size.cpu,
      memoryMiB: service.size.memoryMiB,
      more: {
        ...common(around),
        command: service.command.map(literal),
        mounts: [...around.mounts, ...extras.mounts],
        ports: extras.ports,
        groupAdd: extras.groups.length > 0 ? [...extras.groups] : undefined,
        upload: uploads(around, service),
        dependsOn: [...around.after],
      },
    });
  });
}

/** Every Airflow container starts through start.sh, never gains privileges, and knows its machine by a name. */
export const common = (around: Pick<Surroundings, "user">) => ({
  entrypoint: ["/bin/sh", START],
  user: around.user,
  securityOpts: ["no-new-privileges:true"],
  host: [THIS_HOST],
});

/** Everything that a process finds as a file: programs, secrets, connections and variables. */
export const uploads = (around: Surroundings, part: Pick<Service, "files" | "secret">): ContainerUpload[] => [
  ...around.files.programs(part.files),
  ...around.files.secrets(part.secret, around.place.secrets, around.envFile),
  ...around.connections.uploads(),
];
