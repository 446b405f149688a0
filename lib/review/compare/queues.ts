import { rangeWords } from "../facts/words";
import type { Queue, Review } from "../model";
import { type Found, found } from "./change";
import { match, names, sameNames } from "./match";

const change = found("queue");

/** Who consumes which queue, and with how many slots. */
export function queueChanges(before: Review, after: Review): Found[] {
  const { gone, added, both } = match(before.queues, after.queues, ({ name }) => name);
  return [
    ...gone.map(({ name }) => change(name, `queue ${name}: nobody consumes it any more`, undefined, "notice")),
    ...defaultQueue(before, after),
    ...both.flatMap((pair) => [...consumers(pair.before, pair.after), ...slots(pair.before, pair.after)]),
    ...added.map(({ name, pools, slots, at }) =>
      change(name, `queue ${name} is new: consumed by ${names(pools)}, ${rangeWords(slots)} slots`, at),
    ),
  ];
}

function consumers(before: Queue, { name, pools, at }: Queue): Found[] {
  if (sameNames(before.pools, pools)) return [];
  return [change(name, `queue ${name} is now consumed by ${names(pools)} (was: ${names(before.pools)})`, at)];
}

function slots(before: Queue, { name, slots, at }: Queue): Found[] {
  const [old, now] = [rangeWords(before.slots), rangeWords(slots)];
  return old === now ? [] : [change(name, `slots of queue ${name}: ${old} -> ${now}`, at)];
}

function defaultQueue(before: Review, after: Review): Found[] {
  const [old, now] = [before, after].map(({ queues }) => queues.find((queue) => queue.default));
  if (now === undefined || old === undefined || old.name === now.name) return [];
  const words = `tasks that name no queue now go to queue ${now.name} (was: ${old.name})`;
  return [change(now.name, words, now.at, "notice")];
}
