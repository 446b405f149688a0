import { EcsService, type EcsServiceLoadBalancer } from "@cdktf/provider-aws/lib/ecs-service";
import { type ITerraformDependable, type Postcondition, TerraformSelf } from "cdktf";
import type { Construct } from "constructs";
import type { Service } from "../../airflow/workloads/service";
import { Op } from "../../encode/functions";
import { logGroupOf } from "../names";
import type { AwsPool } from "../settings/settings";
import type { Place } from "../words/place";
import type { Cluster } from "./cluster";
import { MAIN } from "./container";

/** Seconds that a start may take before the load balancer's opinion counts. */
const GRACE_SECONDS = 300;
/** Minutes for ECS to start and to check a service, and on top of a drain to notice and to take the network away. */
const MARGIN_MINUTES = 30;
/**
 * Minutes that the migration of a large database may take, before the first scheduler of a version starts. A wait that
 * ends too early would have the next apply replace the service, and so kill the migration.
 */
const MIGRATION_MINUTES = 6 * 60;

/** What reaches a service, and from where. */
export interface Reach {
  /** ARN of the load balancer's target group. */
  readonly targetGroup?: string | undefined;
  /** ARN of its name in the private domain. */
  readonly registry?: string | undefined;
}

export interface FargateServiceProps {
  readonly service: Service;
  readonly pool: AwsPool | undefined;
  readonly cluster: Cluster;
  readonly task: string;
  /** Address of what an upgrade replaces, see upgrade.ts. */
  readonly release: string;
  readonly reach: Reach;
  readonly after: readonly ITerraformDependable[];
}

/**
 * A service of ECS: as many tasks as the file says, spread over the zones. New tasks start before old ones go; a
 * deployment whose tasks do not become healthy is rolled back. Terraform waits for that, but not for workers: old ones
 * finish their tasks first, which may take as long as the longest task.
 */
export function fargateService(scope: Construct, place: Place, props: FargateServiceProps): EcsService {
  const { service, pool, cluster, reach } = props;
  const { network, securityGroups, settings } = place;
  const worker = service.role === "worker";
  const autoscaled = service.replicas.min !== service.replicas.max;
  const start = `${MARGIN_MINUTES + (service.role === "scheduler" ? MIGRATION_MINUTES : 0)}m`;
  const stop = `${Math.ceil(service.drain.seconds / 60) + MARGIN_MINUTES}m`;
  const made = new EcsService(scope, "service", {
    name: service.name,
    cluster: cluster.arn,
    taskDefinition: props.task,
    desiredCount: service.replicas.min,
    capacityProviderStrategy: capacity(pool),
    networkConfiguration: {
      subnets: [...network.privateSubnets],
      securityGroups: [securityGroups.of(service.role)],
      assignPublicIp: false,
    },
    deploymentCircuitBreaker: { enable: true, rollback: true },
    deploymentMinimumHealthyPercent: 100,
    deploymentMaximumPercent: 200,
    // A worker that was moved to balance the zones would be one that lost its tasks' time.
    availabilityZoneRebalancing: worker ? "DISABLED" : "ENABLED",
    enableExecuteCommand: settings.exec,
    enableEcsManagedTags: true,
    propagateTags: "SERVICE",
    waitForSteadyState: !worker,
    // Without it the provider refuses to move a pool to Spot or back, or makes the service anew.
    forceNewDeployment: worker,
    ...(reach.registry === undefined ? {} : { serviceRegistries: { registryArn: reach.registry } }),
    ...(reach.targetGroup === undefined
      ? {}
      : { loadBalancer: balanced(service, reach.targetGroup), healthCheckGracePeriodSeconds: GRACE_SECONDS }),
    timeouts: { create: start, update: start, delete: stop },
    lifecycle: {
      replaceTriggeredBy: [props.release],
      ...(worker ? {} : { postcondition: [deployed(place, props)] }),
      // Application Auto Scaling sets the number.
      ...(autoscaled ? { ignoreChanges: ["desired_count"] } : {}),
    },
    dependsOn: [...props.after],
  });
  made.overrideLogicalId(service.name);
  return made;
}

/** A service is steady again after a rollback too: not every release of the provider takes that for a failure. */
const deployed = ({ stack }: Place, { service: { name }, task }: FargateServiceProps): Postcondition => ({
  condition: Op.eq(TerraformSelf.getString("task_definition"), task),
  errorMessage:
    `The new ${name} did not become healthy, and ECS went back to the one before. Read the events of the ECS service ` +
    `${name} and its log group ${logGroupOf(stack, name)}, mend what they say, and deploy again.`,
});

const balanced = ({ listens }: Service, targetGroupArn: string): EcsServiceLoadBalancer[] =>
  listens
    .filter(({ callers }) => callers.includes("people"))
    .map(({ port }) => ({ targetGroupArn, containerName: MAIN, containerPort: port }));

/** On-demand capacity, unless the pool's file says that its tasks may restart. */
function capacity(pool: AwsPool | undefined) {
  if (pool === undefined || pool.spot === false) return [{ capacityProvider: "FARGATE", base: 0, weight: 1 }];
  const { onDemand } = pool.spot;
  const kept = onDemand === 0 ? [] : [{ capacityProvider: "FARGATE", base: onDemand, weight: 0 }];
  return [...kept, { capacityProvider: "FARGATE_SPOT", base: 0, weight: 1 }];
}
