import type { Scene } from "../scene";
import { failover } from "./load";
import { promoted, readOnly } from "./postgres-pair";
import { beforeTheName, type Pair } from "./servers";

/** Seconds: processes that end without a database are started again. */
const GOAL_SECONDS = 60;

/** The primary takes no writes any more while its connections stand; the copy is promoted, and the name follows. */
export const promotedElsewhere = (scene: Scene, pair: Pair): Promise<string> =>
  failover(scene, pair, GOAL_SECONDS, async () => {
    await readOnly(pair.first);
    await promoted(pair.second);
    await beforeTheName();
  });
