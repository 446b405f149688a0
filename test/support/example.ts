import type { App, TerraformStack } from "cdktf";
import type { Reading } from "../../lib/deployment/read";
import { readDeployments } from "../../lib/synth/deployments";
import { targets } from "../../stacks/targets";
import { PROJECT } from "./docker";

/** The stack of configs/local-docker.yaml. */
export const STACK = "local-docker";
const found = readDeployments(PROJECT, "configs", targets).deployments.find(({ stack }) => stack === STACK);
if (found === undefined) throw new Error(`configs/${STACK}.yaml is refused`);
const { deployment, settings }: Reading = found;

/** That stack in an app. */
export const exampleIn = (app: App): TerraformStack => {
  const made = targets["docker"]?.stack(app, STACK, { deployment, settings, root: PROJECT });
  if (made === undefined) throw new Error("no target docker");
  return made;
};
