import { LOGS, START } from "../../airflow/files/files";
import type { Text } from "../../airflow/secrets/secret";
import { resting } from "../../airflow/workloads/resting";
import type { File, Service } from "../../airflow/workloads/service";
import { mountsOf } from "../files/files";
import type { Mount } from "../machines/docker-run";
import type { Piece, Unit } from "../machines/document";
import { LOCAL } from "../machines/paths";
import { type ContainerProps, container } from "./container";

const LOCAL_LOGS = `${LOCAL}/logs`;

/** What every process of Airflow gets from this target. */
export interface Surroundings {
  /** By digest. */
  readonly image: string;
  /** Secret variables of the target's own, as connections of the file are. */
  readonly secret: Readonly<Record<string, Text>>;
  /** The file of KEY=VALUE lines. */
  readonly envFile: readonly Piece[] | undefined;
  /** The DAGs, where the target keeps a folder of them. */
  readonly dags: readonly Mount[];
  /** A text as the machine puts it together. */
  pieces(text: Text): readonly Piece[];
}

/** What a process brings itself. */
export interface Part extends Pick<Service, "command" | "plain" | "secret"> {
  readonly files: readonly File[];
}

type More = Pick<ContainerProps, "name" | "description" | "stage" | "stopSeconds"> & Partial<ContainerProps>;

/** What all containers with Airflow's image share. */
export function airflowContainer(part: Part, around: Surroundings, more: More): Unit {
  const { image, envFile, dags } = around;
  const secret = Object.entries({ ...part.secret, ...around.secret });
  return container({
    image,
    entrypoint: "sh",
    command: [START, ...part.command],
    mounts: [...mountsOf(part.files), { source: LOCAL_LOGS, target: LOGS, writable: true }, ...dags],
    folders: [LOCAL_LOGS, ...dags.map(({ source }) => source)],
    plain: part.plain,
    secret: Object.fromEntries(secret.map(([name, text]) => [name, around.pieces(text)])),
    secretFiles: envFile === undefined ? {} : { "env-file": envFile },
    ...more,
  });
}

/** The unit of a process of Airflow. */
export const unitOf = (service: Service, around: Surroundings): Unit =>
  airflowContainer(service, around, {
    name: service.name,
    description: describe(service),
    stage: "airflow",
    health: resting({ ...service.health, command: service.health.command.join(" ") }),
    stopSeconds: service.drain.seconds,
    drains: service.runsTasks,
    ...(service.size.cpu === undefined ? {} : { cpu: service.size.cpu }),
    ...(service.size.memoryMiB === undefined ? {} : { memoryMiB: service.size.memoryMiB }),
  });

const describe = ({ name, pool }: Service): string =>
  pool === undefined ? `Airflow: ${name}` : `Airflow: worker of pool ${pool}`;
