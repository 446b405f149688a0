import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import type { Construct } from "constructs";
import { FLOWER_PORT, WEBSERVER_PORT } from "../../../airflow/derived/ports";
import { nameOf } from "../../names";
import type { Page } from "./published";

/** Requests that are running get this long when a task goes. */
const DRAIN_SECONDS = 30;
/** As patient as the process's own health check: who is merely busy must not be ended. */
const CHECK = { interval: 30, timeout: 10, unhealthyThreshold: 5, healthyThreshold: 2, matcher: "200" } as const;

/**
 * Of targets that name none. ECS names one, the container's, and probes go there as well; another number here would make
 * the group anew.
 */
const DEFAULT_PORTS = { webserver: WEBSERVER_PORT, flower: FLOWER_PORT } as const;

export interface TargetGroupProps {
  readonly stack: string;
  readonly vpcId: string;
  readonly page: Page;
  /** Path that answers 200 without a login. */
  readonly alive: string;
}

/**
 * The tasks behind one page. Requests go to the least busy one, and not always to the same: sessions are in the
 * database or in a signed cookie, which any webserver reads.
 */
export function targetGroup(scope: Construct, { stack, vpcId, page, alive }: TargetGroupProps): LbTargetGroup {
  const group = new LbTargetGroup(scope, `${page.role}-targets`, {
    name: nameOf(stack, page.role),
    vpcId,
    // A task of Fargate has an address of its own.
    targetType: "ip",
    protocol: "HTTP",
    port: DEFAULT_PORTS[page.role],
    deregistrationDelay: String(DRAIN_SECONDS),
    loadBalancingAlgorithmType: "least_outstanding_requests",
    healthCheck: { path: alive, ...CHECK },
  });
  group.overrideLogicalId(page.role);
  return group;
}
