import { DEFAULT_POOL, type PoolAnswer } from "../../lib/new/answers";
import { list } from "./pool-flag";
import type { Asking } from "./question";

/** Pools one by one, until somebody takes the tasks of the default queue and no more is wanted. */
export async function askPools(asking: Asking): Promise<readonly PoolAnswer[]> {
  const { asker } = asking;
  asker.say("Workers come in pools. A task waits in its queue until a worker of a pool that has the queue is free.");
  const pools: PoolAnswer[] = [];
  // Each answer was read as it was typed, so what can still be wrong is that the default queue has no worker.
  const open = () => pools.length === 0 || asking.wrong({ pools }) !== undefined;
  do {
    if (pools.length > 0 && open())
      asker.say('No worker has the queue "default" yet. Tasks go there that name no queue; they would wait for ever.');
    pools.push(await askPool(asking, pools, open()));
  } while (open() || (await asker.yes("Another pool?", false)));
  return pools;
}

async function askPool(asking: Asking, pools: readonly PoolAnswer[], wantsDefault: boolean): Promise<PoolAnswer> {
  const { asker } = asking;
  const wrong = (pool: Partial<PoolAnswer>) => asking.wrong({ pools: withConsumer([...pools, { ...known, ...pool }]) });
  const usual = wantsDefault ? free(pools) : undefined;
  let known: PoolAnswer = { ...DEFAULT_POOL, name: free(pools) };
  const name = await asker.text("Pool: name", usual, (answer) =>
    pools.some((pool) => pool.name === answer) ? `pool "${answer}" is there already` : wrong({ name: answer }),
  );
  known = { ...known, name };
  const own = wantsDefault ? "default" : name;
  const queues = await asker.text(`Pool ${name}: queues, with commas between`, own, (answer) =>
    wrong({ queues: list(answer) }),
  );
  known = { ...known, queues: list(queues) };
  const concurrency = await asker.text(`Pool ${name}: tasks at once, each worker`, known.concurrency, (answer) =>
    wrong({ concurrency: answer }),
  );
  known = { ...known, concurrency };
  const replicas = await asker.text(`Pool ${name}: workers`, known.replicas, (answer) => wrong({ replicas: answer }));
  return { ...known, replicas };
}

/** A name that no pool has yet. */
const free = (pools: readonly PoolAnswer[]): string =>
  ["default", "main", "common", "general"].find((name) => !pools.some((pool) => pool.name === name)) ?? "rest";

/** A pool that has no default queue is no mistake as long as another one can follow. */
const withConsumer = (pools: readonly PoolAnswer[]): readonly PoolAnswer[] => [
  ...pools,
  { ...DEFAULT_POOL, name: pools.some(({ name }) => name === "stand-in") ? "stand-by" : "stand-in" },
];
