import { ComputeAutoscaler } from "@cdktf/provider-google/lib/compute-autoscaler";
import { ComputeInstanceGroupManager } from "@cdktf/provider-google/lib/compute-instance-group-manager";
import { ComputeRegionAutoscaler } from "@cdktf/provider-google/lib/compute-region-autoscaler";
import type { Construct } from "constructs";
import type { Replicas } from "../../deployment/schema/processes";
import { nameOf } from "../names";
import type { Group } from "./group";

/**
 * Tasks of a pool that wait or run, as the process `metrics` on the master counts them, on the resource `global` with
 * the labels `stack` and `pool`.
 */
export const TASKS_METRIC = "custom.googleapis.com/airflow_cdktf/tasks";

/** Seconds that a new machine takes before its worker takes tasks: system, image, and a worker's imports. */
const MACHINE_SECONDS = 300;

export interface AutoscalerProps {
  readonly stack: string;
  readonly pool: string;
  readonly group: Group;
  readonly replicas: Replicas;
  /** Tasks that one machine runs at once. */
  readonly concurrency: number;
}

/**
 * Adds machines to a pool while tasks wait; it never takes one away, because it would not ask the worker. A metric of
 * the whole pool is read also while no machine runs, so that a pool may go down to none.
 * Source: Compute Engine, "Scale based on Monitoring metrics", single instance assignment; "Understanding autoscaler
 * decisions", mode ONLY_SCALE_OUT.
 */
export function autoscaler(scope: Construct, { stack, pool, group, replicas, concurrency }: AutoscalerProps): void {
  const config = {
    name: nameOf(stack, pool),
    target: group.id,
    autoscalingPolicy: {
      mode: "ONLY_SCALE_OUT",
      minReplicas: replicas.min,
      maxReplicas: replicas.max,
      cooldownPeriod: MACHINE_SECONDS,
      metric: [
        {
          name: TASKS_METRIC,
          filter: [
            'resource.type = "global"',
            `metric.labels.stack = "${stack}"`,
            `metric.labels.pool = "${pool}"`,
          ].join(" AND "),
          singleInstanceAssignment: concurrency,
        },
      ],
    },
  };
  const made =
    group instanceof ComputeInstanceGroupManager
      ? new ComputeAutoscaler(scope, "autoscaler", { ...config, zone: group.zone })
      : new ComputeRegionAutoscaler(scope, "autoscaler", { ...config, region: group.region });
  made.overrideLogicalId(pool);
}
