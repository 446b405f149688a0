import { durationWords } from "../../airflow/derived/units";
import { rangeWords } from "../facts/words";
import type { Pool, Review } from "../model";
import { type Found, found } from "./change";
import { factChanges } from "./facts";
import { counted, match, names } from "./match";

const change = found("pool");
const workers = ({ replicas }: Pool): string => counted(rangeWords(replicas), "worker");

/** Workers, their number and size. Which queues they consume is told by the queues. */
export function poolChanges(before: Review, after: Review): Found[] {
  const { gone, added, both } = match(before.pools, after.pools, ({ name }) => name);
  return [
    ...gone.map(({ name, drainSeconds }) =>
      change(
        name,
        `pool ${name} is removed: its tasks finish first (up to ${durationWords(drainSeconds)})`,
        undefined,
        "notice",
      ),
    ),
    ...both.flatMap((pair) => [...settings(pair.before, pair.after), ...more(pair.before, pair.after)]),
    ...added.map((pool) => {
      const slots = counted(String(pool.concurrency), "slot");
      const words = `pool ${pool.name} is new: ${workers(pool)} of ${slots} (size: ${pool.size}), consumes ${names(pool.queues)}`;
      return change(pool.name, words, pool.at);
    }),
  ];
}

function settings(before: Pool, pool: Pool): Found[] {
  const prefix = `pool ${pool.name}: `;
  const told = (old: string, now: string, words = (from: string, to: string) => `${from} -> ${to}`): Found[] =>
    old === now ? [] : [change(pool.name, `${prefix}${words(old, now)}`, pool.at)];
  return [
    ...told(rangeWords(before.replicas), rangeWords(pool.replicas), (old) => `${old} -> ${workers(pool)}`),
    ...told(
      String(before.concurrency),
      String(pool.concurrency),
      (old, now) => `${old} -> ${now} slots in each worker`,
    ),
    ...told(before.size, pool.size, (old, now) => `size of a worker ${old} -> ${now}`),
    ...told(
      durationWords(before.drainSeconds),
      durationWords(pool.drainSeconds),
      (old, now) => `a stop waits for its tasks ${old} -> ${now}`,
    ),
  ];
}

const more = (before: Pool, { name, settings: now }: Pool): Found[] =>
  factChanges("pool", before.settings, now, { prefix: `pool ${name}: `, subject: name });
