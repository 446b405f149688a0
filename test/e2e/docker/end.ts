import { GIVEN_SECRET } from "./file";
import { destroyed, downAndUp, moved } from "./leave";
import type { Scene } from "./scene";
import { noSecretShows, type ProcessList } from "./secrecy";

/** What ends with the stack gone. */
export async function end(scene: Scene, processes: ProcessList): Promise<void> {
  const { steps } = scene;
  await steps.step("cdktf.out removed and the checkout moved: plan is empty", () => moved(scene));
  await steps.step("no secret shows", () => noSecretShows(scene, { given: GIVEN_SECRET }, processes));
  await steps.step("npm run down with a task running, then up", () => downAndUp(scene));
  await steps.step("cdktf destroy leaves nothing", () => destroyed(scene));
}
