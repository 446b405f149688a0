import type { StackName } from "../../deployment/schema/stack-name";
import { MASTER, nameOf } from "../names";
import type { GcpReading } from "../settings/settings";

/**
 * Names of a stack's machines in its project. What belongs to a machine, such as group, account, firewall rule and health
 * check, has its name or begins with it.
 */
export function stackNames(stack: string, { deployment }: GcpReading): readonly StackName[] {
  const within = deployment.project;
  return [
    { name: nameOf(stack, MASTER), within },
    ...Object.keys(deployment.workers).map((pool) => ({ name: nameOf(stack, pool), path: ["workers", pool], within })),
  ];
}
