import { docker } from "../../docker";
import { until } from "../../wait";
import type { Scene } from "../scene";
import { failover, goal } from "./load";
import { back, copies, type RedisPair, redis } from "./redis-pair";
import { beforeTheName } from "./servers";

const GOAL = goal("Redis", 30);

/** Longer than the commands of a failover take on a busy machine; a server that is demoted forgets it. */
const PAUSE_MILLISECONDS = 60_000;

/** As a planned failover does it: the primary takes no writes any more, and its copy is whole. */
async function copied(pair: RedisPair): Promise<void> {
  await redis(pair, pair.first, `CLIENT PAUSE ${PAUSE_MILLISECONDS} WRITE`);
  await until("the copy to be whole", 45, async () => {
    const told = await redis(pair, pair.first, "INFO replication");
    const here = /^master_repl_offset:(\d+)/m.exec(told)?.[1];
    return here !== undefined && here === /^slave0:.*\boffset=(\d+)/m.exec(told)?.[1];
  });
}

const promote = (pair: RedisPair): Promise<string> => redis(pair, pair.second, "REPLICAOF NO ONE");

/** The other server becomes the primary, this one its copy: it answers, and refuses. Later the name follows. */
export async function demoted(scene: Scene, pair: RedisPair): Promise<string> {
  const seen = await failover(scene, pair, GOAL, async () => {
    await copied(pair);
    await promote(pair);
    await redis(pair, pair.first, `REPLICAOF ${pair.second} ${pair.port}`);
    await redis(pair, pair.first, "CLIENT UNPAUSE");
    await beforeTheName();
  });
  await copies(pair);
  return seen;
}

/** The primary dies, all that it held copied; what had not been copied would come again, see docs/operations.md. */
export async function killed(scene: Scene, pair: RedisPair): Promise<string> {
  const seen = await failover(scene, pair, GOAL, async () => {
    await copied(pair);
    await docker("kill", pair.first);
    await promote(pair);
    await beforeTheName();
  });
  await back(pair);
  return seen;
}

/** The name leads to another address from one moment to the next, and the old one says nothing more. */
export async function silent(scene: Scene, pair: RedisPair): Promise<string> {
  const seen = await failover(scene, pair, GOAL, async () => {
    await copied(pair);
    await promote(pair);
  });
  await redis(pair, pair.second, `REPLICAOF ${pair.first} ${pair.port}`);
  await copies(pair);
  return seen;
}
