import { Project } from "../project";
import { refused } from "./bad-input";
import { checked } from "./checkov";
import { full } from "./file";
import { STACK } from "./scene";
import type { Site } from "./site";
import { validated } from "./validate";

/** What needs no machine, beside the others: from a checkout of its own. */
export async function sideTrack({ base, steps, images }: Site): Promise<void> {
  const project = await Project.copy(base, "side");
  const side = { project, stack: STACK, base, images };
  await steps.step("bad input, through cdktf synth", () => refused(side));
  await steps.step("terraform plan and checkov on a file for production", () => checked(side, full(images.first)));
  await steps.step("terraform validate", () => validated(side));
}
