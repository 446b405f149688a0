import type { Result } from "../../../commands/run";
import { PERSON } from "./google/rights";
import { GATEWAY } from "./scene";
import type { Site } from "./site";

/** `npm run COMMAND STACK ...` of a person who is logged in to Google, which is the run's own. */
export const command = (
  { project, stack }: Pick<Site, "project" | "stack">,
  name: string,
  ...more: readonly string[]
): Promise<Result> =>
  project.npm(name, [stack, ...more], {
    // gcloud's own variable for another address of Compute Engine.
    CLOUDSDK_API_ENDPOINT_OVERRIDES_COMPUTE: `http://${GATEWAY}/compute/v1/`,
    GOOGLE_OAUTH_ACCESS_TOKEN: PERSON,
  });
