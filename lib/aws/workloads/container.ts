import { jsonencoded } from "../../encode/functions";
import type { LogGroup } from "./log-group";

/** Name of the container with the service's own process, in every task. */
export const MAIN = "airflow";

/** Megabytes of log lines that wait in memory; older ones are dropped rather than a process being held up. */
const LOG_BUFFER = "25m";

/** When another container of the same task may start. */
export interface After {
  readonly containerName: string;
  readonly condition: "SUCCESS" | "HEALTHY" | "START";
}

export interface MountPoint {
  readonly sourceVolume: string;
  readonly containerPath: string;
  readonly readOnly?: boolean;
}

/** A container of a task, in the words of ECS' RegisterTaskDefinition. */
export interface Container {
  readonly name: string;
  readonly image: string;
  /** The task ends when this one ends. */
  readonly essential: boolean;
  readonly entryPoint?: readonly string[];
  readonly command: readonly string[];
  readonly user?: string;
  readonly environment: Readonly<Record<string, string>>;
  /** By variable: the reference that ECS resolves when the task starts. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly mountPoints: readonly MountPoint[];
  readonly dependsOn?: readonly After[];
  readonly portMappings?: readonly { readonly containerPort: number; readonly protocol: "tcp" }[];
  readonly healthCheck?: {
    readonly command: readonly string[];
    readonly interval: number;
    readonly timeout: number;
    readonly retries: number;
    readonly startPeriod: number;
  };
  /** Seconds between the stop signal and the kill. Source: ECS' ContainerDefinition, at most 120 on Fargate. */
  readonly stopTimeout?: number;
  readonly restartPolicy?: { readonly enabled: boolean; readonly restartAttemptPeriod: number };
  readonly readonlyRootFilesystem: boolean;
}

/** How all containers of a task write their logs. */
export interface Logging {
  readonly group: LogGroup;
  readonly region: string;
}

/**
 * The containers of a task as Terraform's JSON. Each has an init process that reaps what Airflow leaves behind, gains no
 * privilege and has no capability of root. Environment and secrets are in the order of their names, as ECS answers.
 */
export const definitions = (containers: readonly Container[], { group, region }: Logging): string =>
  jsonencoded(
    containers.map(({ environment, secrets, ...container }) => ({
      ...container,
      environment: named(environment, "value"),
      secrets: named(secrets, "valueFrom"),
      // ECS answers with the empty list, and a plan without it would make every task anew, for ever.
      linuxParameters: { initProcessEnabled: true, capabilities: { add: [], drop: ["ALL"] } },
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": group.name,
          "awslogs-region": region,
          "awslogs-stream-prefix": container.name,
          mode: "non-blocking",
          "max-buffer-size": LOG_BUFFER,
        },
      },
    })),
  );

const named = <Key extends string>(values: Readonly<Record<string, string>>, key: Key) =>
  Object.entries(values)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({ name, [key]: value }));
