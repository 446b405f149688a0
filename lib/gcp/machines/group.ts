import { ComputeInstanceGroupManager } from "@cdktf/provider-google/lib/compute-instance-group-manager";
import { ComputeRegionInstanceGroupManager } from "@cdktf/provider-google/lib/compute-region-instance-group-manager";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { Replicas } from "../../deployment/schema/processes";
import { nameOf } from "../names";
import { regionOf } from "../settings/scalars";
import type { GcpPool } from "../settings/settings";

export interface GroupProps {
  readonly stack: string;
  readonly pool: string;
  readonly zones: readonly [string, ...string[]];
  readonly replicas: Replicas;
  readonly update: GcpPool["update"];
  /** The template, by the id that is its own alone. */
  readonly template: string;
  readonly healthCheck: string;
  readonly dependsOn: readonly ITerraformDependable[];
}

const MINUTE = 60;

/**
 * Seconds after which a machine that does not answer is made anew, longer than the slowest start: some minutes for
 * system and image, and half an hour for which a new worker waits for the database to be migrated, see migration.ts.
 * Google takes at most an hour.
 */
export const INITIAL_DELAY_SECONDS = (15 + 30) * MINUTE;

/**
 * A group changes only what it can change on a running machine: metadata and labels. Anything else would end the tasks
 * on it, so that it waits until somebody drains the machine, see `npm run drain`; then, and when a broken one is made
 * anew, the newest template holds. Source: Compute Engine's InstanceGroupManagerUpdatePolicy.
 */
const UPDATE = { type: "PROACTIVE", minimalAction: "REFRESH", mostDisruptiveAllowedAction: "REFRESH" } as const;

/** Machines of a pool: in one zone, or spread over several. */
export type Group = ComputeInstanceGroupManager | ComputeRegionInstanceGroupManager;

export function group(scope: Construct, props: GroupProps): Group {
  const made = props.zones.length === 1 ? inZone(scope, props) : overZones(scope, props);
  made.overrideLogicalId(props.pool);
  return made;
}

const inZone = (scope: Construct, props: GroupProps): Group =>
  new ComputeInstanceGroupManager(scope, "group", {
    ...common(props),
    zone: props.zones[0],
    updatePolicy: { ...UPDATE, ...budget(props) },
  });

const overZones = (scope: Construct, props: GroupProps): Group =>
  new ComputeRegionInstanceGroupManager(scope, "group", {
    ...common(props),
    region: regionOf(props.zones[0]),
    distributionPolicyZones: [...props.zones],
    // The one shape that an autoscaler takes. New machines go where there are fewest; one that runs is never moved,
    // which would be its end. Source: Compute Engine, "Autoscaling groups of instances", regional groups.
    distributionPolicyTargetShape: "EVEN",
    updatePolicy: { ...UPDATE, ...budget(props), instanceRedistributionType: "NONE" },
  });

function common({ stack, pool, replicas, template, healthCheck, dependsOn }: GroupProps) {
  const scaled = replicas.min !== replicas.max;
  return {
    name: nameOf(stack, pool),
    baseInstanceName: nameOf(stack, pool),
    description: `Workers of pool ${pool} of Airflow ${stack}`,
    version: [{ instanceTemplate: template }],
    autoHealingPolicies: { healthCheck, initialDelaySec: INITIAL_DELAY_SECONDS },
    instanceLifecyclePolicy: { forceUpdateOnRepair: "YES" },
    // `npm run wait` does, and says why a machine is not well.
    waitForInstances: false,
    // A pool with a range begins with its least, also where the autoscaler cannot read its metric; from then on the size
    // is the autoscaler's and the workers' own.
    targetSize: replicas.min,
    ...(scaled ? { lifecycle: { ignoreChanges: ["target_size"] } } : {}),
    dependsOn: [...dependsOn],
  };
}

const budget = ({ zones, update }: GroupProps) => ({
  maxSurgeFixed: update.surge,
  maxUnavailableFixed: update.unavailable ?? zones.length,
});
