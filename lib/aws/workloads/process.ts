import { PROGRAMS } from "../../airflow/files/files";
import type { Text } from "../../airflow/secrets/secret";
import { GATE_SECONDS } from "../../airflow/workloads/health";
import type { Service } from "../../airflow/workloads/service";
import { type Delivery, START } from "../files/files";
import type { Secrets } from "../secrets/secrets";
import { type After, type Container, MAIN } from "./container";
import { healthCheck } from "./health";

/** Longest that Fargate waits between the stop signal and the kill, in seconds. Source: ECS' ContainerDefinition. */
export const MOST_STOP_SECONDS = 120;

/** The worker's part that holds ECS' protection, see programs/ecs. */
const PROTECTION = { AIRFLOW_CDKTF_WORKER_EXTENSIONS: "airflow_cdktf_aws.worker_protection" };

/** What start.sh reads the file of KEY=VALUE lines from. */
const ENV_FILE = "AIRFLOW_CDKTF_ENV_FILE";

/** What every process of Airflow gets from this target. */
export interface Surroundings {
  /** By digest. */
  readonly image: string;
  readonly secrets: Secrets;
  /** Secret variables of the target's own, as connections of the file are. */
  readonly secret: Readonly<Record<string, Text>>;
  /** Reference to the secret with the file of KEY=VALUE lines. */
  readonly envFile: string | undefined;
  /** How the files come. */
  readonly delivery: Delivery;
  /** People may open a shell, so that the root file system can be written to. */
  readonly exec: boolean;
}

type Part = Pick<Service, "command" | "plain" | "secret">;

/** What all containers with Airflow's image share. */
export function airflowContainer(
  name: string,
  { command, plain, secret }: Part,
  around: Surroundings,
  more: Pick<Container, "essential"> & Partial<Container>,
): Container {
  const { envFile } = around;
  const references = Object.entries({ ...secret, ...around.secret }).map(([variable, text]): [string, string] => [
    variable,
    around.secrets.reference(variable, text),
  ]);
  return {
    name,
    image: around.image,
    command,
    environment: { ...around.delivery.plain, ...plain },
    secrets: { ...Object.fromEntries(references), ...(envFile === undefined ? {} : { [ENV_FILE]: envFile }) },
    entryPoint: ["bash", START],
    mountPoints: around.delivery.mounts,
    dependsOn: [after(around.delivery.init)],
    readonlyRootFilesystem: !around.exec,
    ...more,
  };
}

export const after = ({ name }: Container): After => ({ containerName: name, condition: "SUCCESS" });

/**
 * Waits until the database is as this release needs it: whatever starts or restarts this task, in whatever order,
 * Airflow never meets a database that is not migrated. By a program of ours: on MySQL, Airflow's own check would stop
 * the migration that it waits for.
 */
export const gate = (service: Service, around: Surroundings): Container =>
  airflowContainer(
    "gate",
    {
      ...service,
      command: ["python", `${PROGRAMS}/airflow_cdktf_gate.py`],
      plain: { ...service.plain, AIRFLOW_CDKTF_GATE_SECONDS: String(GATE_SECONDS) },
    },
    around,
    { essential: false },
  );

/** The container with the service's own process, after `first` has succeeded. */
export const main = (service: Service, around: Surroundings, first: Container): Container =>
  airflowContainer(
    MAIN,
    { ...service, plain: { ...service.plain, ...(service.role === "worker" ? PROTECTION : {}) } },
    around,
    {
      essential: true,
      dependsOn: [after(first)],
      portMappings: service.listens.map(({ port }) => ({ containerPort: port, protocol: "tcp" })),
      healthCheck: healthCheck(service.health),
      stopTimeout: Math.min(service.drain.seconds, MOST_STOP_SECONDS),
    },
  );
