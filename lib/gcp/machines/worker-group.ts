import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Replicas } from "../../deployment/schema/processes";
import { healthCheck } from "../network/load-balancer/health-check";
import type { GcpPool } from "../settings/settings";
import type { Place } from "../words/place";
import { autoscaler } from "./autoscaler";
import { type Group, group } from "./group";
import type { Told } from "./instance";
import { template } from "./template";

export interface WorkerGroupProps extends Told {
  readonly pool: string;
  readonly settings: GcpPool;
  readonly replicas: Replicas;
  /** Tasks that one machine runs at once. */
  readonly concurrency: number;
  readonly dependsOn: readonly ITerraformDependable[];
}

export type WorkerGroupPlace = Pick<Place, "stack" | "settings" | "after"> & {
  readonly network: Pick<Place["network"], "subnetId" | "nat">;
  readonly identities: Pick<Place["identities"], "pool" | "grantShrink">;
};

/** The machines of a pool, one worker on each: as many as the file says, or between its two numbers. */
export class WorkerGroup extends Construct {
  readonly group: Group;

  constructor(scope: Construct, id: string, place: WorkerGroupPlace, props: WorkerGroupProps) {
    super(scope, id);
    const { stack, network, identities } = place;
    const { pool, settings, replicas, concurrency, document, userData, references, dependsOn } = props;
    const scaled = replicas.min !== replicas.max;
    if (scaled) identities.grantShrink(pool);
    const identity = identities.pool(pool);
    const made = template(this, place, {
      pool,
      settings,
      told: { document, userData, references },
      email: identity.email,
    });
    const [first = place.settings.zone, ...more] = settings.zones ?? [];
    this.group = group(this, {
      stack,
      pool,
      zones: [first, ...more],
      replicas,
      update: settings.update,
      template: made.selfLinkUnique,
      healthCheck: healthCheck(this, place, pool).id,
      dependsOn: [...network.nat, ...identity.rights, ...dependsOn],
    });
    if (scaled) autoscaler(this, { stack, pool, group: this.group, replicas, concurrency });
  }
}
