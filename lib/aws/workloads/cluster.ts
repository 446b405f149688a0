import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { clusterOf } from "../names";
import type { Place } from "../words/place";

/** The ECS cluster of a stack, on Fargate: no machine of our own. */
export class Cluster extends Construct {
  readonly arn: string;
  readonly name: string;
  /** What a service must come after and go before: ECS takes no capacity that is not the cluster's, nor one in use away. */
  readonly capacity: ITerraformDependable;

  constructor(scope: Construct, id: string, { stack, settings, encryption }: Place) {
    super(scope, id);
    const cluster = new EcsCluster(this, "cluster", {
      name: clusterOf(stack),
      setting: [{ name: "containerInsights", value: "enabled" }],
      ...(settings.exec
        ? { configuration: { executeCommandConfiguration: { kmsKeyId: encryption.key, logging: "DEFAULT" } } }
        : {}),
    });
    cluster.overrideLogicalId("cluster");
    const capacity = new EcsClusterCapacityProviders(this, "capacity", {
      clusterName: cluster.name,
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
    });
    capacity.overrideLogicalId("capacity");
    this.arn = cluster.arn;
    this.name = cluster.name;
    this.capacity = capacity;
  }
}
