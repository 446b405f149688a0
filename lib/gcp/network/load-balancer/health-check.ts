import { ComputeHealthCheck } from "@cdktf/provider-google/lib/compute-health-check";
import type { Construct } from "constructs";
import { nameOf } from "../../names";
import type { Place } from "../../words/place";
import { HEALTH_PORT } from "../ports";

/**
 * As patient as what answers: the machine itself judges its worker over minutes, so that five silent probes mean that
 * the machine is gone, not that it is slow.
 */
const CHECK = { checkIntervalSec: 30, timeoutSec: 10, healthyThreshold: 1, unhealthyThreshold: 5 } as const;

/** How a group asks its machines how they are. */
export function healthCheck(scope: Construct, { stack, after }: Pick<Place, "stack" | "after">, pool: string) {
  const check = new ComputeHealthCheck(scope, "health", {
    name: nameOf(stack, `${pool}-health`),
    description: `Workers of pool ${pool} of Airflow ${stack}`,
    ...CHECK,
    httpHealthCheck: { port: HEALTH_PORT, requestPath: "/" },
    // Each change of a machine's health is a line to read afterwards.
    logConfig: { enable: true },
    dependsOn: [...after],
  });
  check.overrideLogicalId(`${pool}-health`);
  return check;
}
