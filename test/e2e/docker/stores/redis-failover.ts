import { docker } from "../../docker";
import { until } from "../../wait";
import type { Scene } from "../scene";
import { GOAL_SECONDS, under, unharmed } from "./load";
import { back, copies, type RedisPair, redis } from "./redis-pair";
import { beforeTheName, moved } from "./servers";

const promote = (pair: RedisPair): Promise<string> => redis(pair, pair.second, "REPLICAOF NO ONE");

/** The other server becomes the primary, this one its copy: it answers, and refuses. Later the name follows. */
export async function demoted(scene: Scene, pair: RedisPair): Promise<string> {
  const load = await under(scene);
  await promote(pair);
  await redis(pair, pair.first, `REPLICAOF ${pair.second} ${pair.port}`);
  await beforeTheName();
  await moved(scene.stack, pair);
  const seen = await unharmed(scene, load, Date.now(), GOAL_SECONDS);
  await copies(pair);
  return seen;
}

/** The primary dies; what it had not copied is gone with it. */
export async function killed(scene: Scene, pair: RedisPair): Promise<string> {
  const load = await under(scene);
  await docker("kill", pair.first);
  await promote(pair);
  await beforeTheName();
  await moved(scene.stack, pair);
  const seen = await unharmed(scene, load, Date.now(), GOAL_SECONDS);
  await back(pair);
  return seen;
}

/** The name leads to another address from one moment to the next, and the old one says nothing more. */
export async function silent(scene: Scene, pair: RedisPair): Promise<string> {
  const load = await under(scene);
  await until("the copy to be whole", 10, async () => (await redis(pair, pair.first, "WAIT 1 1000")) === "1");
  await promote(pair);
  await moved(scene.stack, pair);
  const seen = await unharmed(scene, load, Date.now(), GOAL_SECONDS);
  await redis(pair, pair.second, `REPLICAOF ${pair.first} ${pair.port}`);
  await copies(pair);
  return seen;
}
