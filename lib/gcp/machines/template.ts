import {
  ComputeInstanceTemplate,
  type ComputeInstanceTemplateScheduling,
} from "@cdktf/provider-google/lib/compute-instance-template";
import type { Construct } from "constructs";
import { nameOf } from "../names";
import type { GcpPool } from "../settings/settings";
import type { Place } from "../words/place";
import { accountOf, diskTypeOf, imageOf, metadataOf, SHIELDED, type Told } from "./instance";
import { machineLabels } from "./labels";

export interface TemplateProps {
  readonly pool: string;
  readonly settings: Pick<GcpPool, "machine" | "disk" | "spot">;
  readonly told: Told;
  readonly email: string;
}

export type TemplatePlace = Pick<Place, "stack" | "settings"> & {
  readonly network: Pick<Place["network"], "subnetId">;
};

/** A machine that stays, and moves to other hardware without a stop. */
const STANDARD: ComputeInstanceTemplateScheduling = {
  provisioningModel: "STANDARD",
  automaticRestart: true,
  onHostMaintenance: "MIGRATE",
};
/** One that Google takes back with 30 seconds' notice; its group makes another when there is room. */
const SPOT: ComputeInstanceTemplateScheduling = {
  provisioningModel: "SPOT",
  preemptible: true,
  automaticRestart: false,
  onHostMaintenance: "TERMINATE",
  instanceTerminationAction: "DELETE",
};

/**
 * What a machine of a pool is made from. A template never changes: another one comes under a name that the provider
 * completes, before the old one goes. Its disk has no labels, which could not change on a machine that runs.
 */
export function template(
  scope: Construct,
  { stack, settings: top, network }: TemplatePlace,
  { pool, settings, told, email }: TemplateProps,
): ComputeInstanceTemplate {
  const made = new ComputeInstanceTemplate(scope, "template", {
    namePrefix: `${nameOf(stack, pool)}-`,
    description: `Workers of pool ${pool} of Airflow ${stack}`,
    machineType: settings.machine,
    labels: machineLabels(stack, top, pool),
    disk: [
      {
        boot: true,
        autoDelete: true,
        sourceImage: imageOf(top.os),
        diskSizeGb: settings.disk,
        diskType: diskTypeOf(settings.machine),
      },
    ],
    // No access config: it has no address outside.
    networkInterface: [{ subnetwork: network.subnetId }],
    serviceAccount: accountOf(email),
    shieldedInstanceConfig: SHIELDED,
    metadata: metadataOf(told),
    scheduling: settings.spot === false ? STANDARD : SPOT,
    lifecycle: { createBeforeDestroy: true },
  });
  made.overrideLogicalId(pool);
  return made;
}
