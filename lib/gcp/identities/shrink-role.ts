import { ProjectIamCustomRole } from "@cdktf/provider-google/lib/project-iam-custom-role";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { roleId } from "./role-id";

/**
 * What a worker needs to ask for its own deletion: its group's size, the size that the autoscaler wants, and the
 * request. Source: Compute Engine's reference of instanceGroupManagers.get, autoscalers.get and
 * instanceGroupManagers.deleteInstances, IAM permissions. Google deletes the machine by an agent of its own. IAM takes
 * these rights for a whole project only.
 */
const PERMISSIONS = [
  "compute.autoscalers.get",
  "compute.instanceGroupManagers.get",
  "compute.instanceGroupManagers.update",
];

export interface ShrinkRoleProps {
  readonly stack: string;
  /** See role-id.ts. */
  readonly life: string;
  readonly after: readonly ITerraformDependable[];
}

/** @returns the role, as a right is given by it */
export function shrinkRole(scope: Construct, { stack, life, after }: ShrinkRoleProps): string {
  const role = new ProjectIamCustomRole(scope, "shrink", {
    roleId: roleId(stack, "shrink", life),
    title: `Airflow ${stack}: shrink`,
    description: "A worker without tasks asks for the deletion of its machine",
    permissions: PERMISSIONS,
    dependsOn: [...after],
  });
  role.overrideLogicalId("shrink");
  return role.id;
}
