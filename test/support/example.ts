import type { App, TerraformStack } from "cdktf";
import { type NamedDeployment, readDeployments } from "../../lib/synth/deployments";
import { targets } from "../../stacks/targets";
import { PROJECT } from "./docker";

/** The stack of configs/local-docker.yaml. */
export const STACK = "local-docker";
/** The stack of configs/aws-ecs.yaml. */
export const AWS_STACK = "aws-ecs";
/** The stack of configs/gcp-vms.yaml. */
export const GCP_STACK = "gcp-vms";

const { deployments } = readDeployments(PROJECT, "configs", targets);

/** The good file of this stack in configs/. */
export function exampleFile(name: string): NamedDeployment {
  const found = deployments.find(({ stack }) => stack === name);
  if (found === undefined) throw new Error(`configs/${name}.yaml is refused`);
  return found;
}

/** One of those stacks in an app. */
export function exampleIn(app: App, name = STACK): TerraformStack {
  const { target, deployment } = exampleFile(name);
  const made = targets[target]?.stack(app, name, { deployment, root: PROJECT });
  if (made === undefined) throw new Error(`no target ${target}`);
  return made;
}
