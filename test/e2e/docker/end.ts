import { restart, whyNotEngine } from "./engine";
import { GIVEN_SECRET } from "./file";
import { destroyed, downAndUp, moved } from "./leave";
import type { Scene } from "./scene";
import { noSecretShows, type ProcessList } from "./secrecy";

/** What ends with the stack gone, when nothing else of the run is on the engine any more. */
export async function end(scene: Scene, processes: ProcessList): Promise<void> {
  const { steps } = scene;
  const why = await whyNotEngine();
  if (why !== undefined) steps.skip("engine restarted", `${why}; instead all containers are restarted`);
  await steps.step(why === undefined ? "engine restarted" : "all containers restarted", () =>
    restart(scene, why === undefined),
  );
  await steps.step("cdktf.out removed and the checkout moved: plan is empty", () => moved(scene));
  await steps.step("no secret shows", () => noSecretShows(scene, { given: GIVEN_SECRET }, processes));
  await steps.step("npm run down with a task running, then up", () => downAndUp(scene));
  await steps.step("cdktf destroy leaves nothing", () => destroyed(scene));
}
