import { refused } from "./bad-input";
import { applied, destroyRefused, planIsEmpty } from "./deploy";
import { forProduction, least } from "./file";
import { inventory } from "./leftovers";
import { leavesNothing } from "./main-track";
import type { Site } from "./scene";

/** The smallest file, applied twice under one name, while the other stack's tasks run. */
export async function sideTrack(site: Site): Promise<void> {
  const { project, stack, steps, moto, zone } = site;
  await steps.step("refused by cdktf synth", () => refused(site));
  const before = await inventory(moto);
  project.config(stack, forProduction(least(zone)));
  if (!(await steps.step("the smallest file is applied", () => applied(site)))) return;
  await steps.step("its second plan is empty", () => planIsEmpty(site));
  await steps.step("terraform destroy is refused while the file protects", () => destroyRefused(site));
  project.config(stack, least(zone));
  await steps.step("protect: false is applied", () => applied(site));
  if (!(await steps.step("and terraform destroy leaves nothing", () => leavesNothing(site, before)))) return;
  await steps.step("the same file is applied again under the same name", () => applied(site));
  await steps.step("and destroyed again", () => leavesNothing(site, before));
}
