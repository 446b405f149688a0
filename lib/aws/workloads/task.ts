import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import type { Construct } from "constructs";
import { nameOf } from "../names";
import type { Place } from "../words/place";
import { type Container, definitions } from "./container";
import type { FargateSize } from "./fargate";
import type { LogGroup } from "./log-group";

/** Tag with Airflow's version, for people who look at the console. */
export const VERSION_TAG = "airflow-cdktf:airflow";

export interface TaskProps {
  /** `scheduler`, `worker-gpu`, `clean`. */
  readonly name: string;
  readonly airflowVersion: string;
  readonly size: FargateSize;
  /** GiB; undefined: Fargate's own. */
  readonly disk?: number | undefined;
  readonly volumes: readonly string[];
  readonly executionRole: string;
  readonly taskRole: string;
  readonly logs: LogGroup;
  readonly containers: readonly Container[];
}

/**
 * A task definition as this target makes all of them. Terraform forgets an old revision and does not deregister it: ECS
 * rolls back to it, and draining workers still run it. It costs nothing and holds no secret.
 */
export function task(scope: Construct, place: Place, props: TaskProps): EcsTaskDefinition {
  const { settings } = place;
  const made = new EcsTaskDefinition(scope, "task", {
    family: nameOf(place.stack, props.name),
    requiresCompatibilities: ["FARGATE"],
    networkMode: "awsvpc",
    cpu: String(props.size.cpu),
    memory: String(props.size.memoryMiB),
    runtimePlatform: {
      cpuArchitecture: settings.architecture === "arm64" ? "ARM64" : "X86_64",
      operatingSystemFamily: "LINUX",
    },
    executionRoleArn: props.executionRole,
    taskRoleArn: props.taskRole,
    volume: props.volumes.map((name) => ({ name })),
    ...(props.disk === undefined ? {} : { ephemeralStorage: { sizeInGib: props.disk } }),
    containerDefinitions: definitions(props.containers, { group: props.logs, region: settings.region }),
    skipDestroy: true,
    tags: { [VERSION_TAG]: props.airflowVersion },
  });
  made.overrideLogicalId(`${props.name}-task`);
  return made;
}
