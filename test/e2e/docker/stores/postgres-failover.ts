import type { Scene } from "../scene";
import { under, unharmed } from "./load";
import { promoted, readOnly } from "./postgres-pair";
import { beforeTheName, moved, type Pair } from "./servers";

/** Seconds: processes that end without a database are started again. */
const GOAL_SECONDS = 60;

/** The primary takes no writes any more while its connections stand; the copy is promoted, and the name follows. */
export async function promotedElsewhere(scene: Scene, pair: Pair): Promise<string> {
  const load = await under(scene);
  await readOnly(pair.first);
  await promoted(pair.second);
  await beforeTheName();
  await moved(scene.stack, pair);
  return unharmed(scene, load, Date.now(), GOAL_SECONDS);
}
