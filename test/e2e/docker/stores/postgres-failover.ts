import type { Scene } from "../scene";
import { failover, goal } from "./load";
import { promoted, readOnly } from "./postgres-pair";
import { beforeTheName, type Pair } from "./servers";

/** Processes that end without a database are started again. */
const GOAL = goal("Postgres", 60);

/** The primary takes no writes any more while its connections stand; the copy is promoted, and the name follows. */
export const promotedElsewhere = (scene: Scene, pair: Pair): Promise<string> =>
  failover(scene, pair, GOAL, async () => {
    await readOnly(pair.first);
    await promoted(pair.second);
    await beforeTheName();
  });
