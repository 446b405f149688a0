import type { RootContent } from "mdast";
import { durationWords } from "../../airflow/derived/units";
import { rangeWords } from "../facts/words";
import { type Context, named, stated } from "./context";
import { code, commas, quiet, text } from "./text";
import { heading, paragraph, table } from "./tree";

/** Where a task goes, and how many run at once. */
export function queues(context: Context): RootContent[] {
  const { queues: all } = context.review;
  if (all.length === 0) return [];
  const rows = all.map((queue) => [
    [...named(context, queue.name, queue.at), ...(queue.default ? [text(" "), quiet("of tasks that name none")] : [])],
    commas(queue.pools.map((pool) => [code(pool)])),
    [text(rangeWords(queue.slots))],
  ]);
  return [
    heading(2, text("Queues")),
    paragraph(text("Tasks of a queue run in the slots of its pools. A pool with several queues shares its slots.")),
    table(["Queue", "Consumed by", "Slots"], rows),
  ];
}

export function pools(context: Context): RootContent[] {
  const { pools: all } = context.review;
  if (all.length === 0) return [];
  const rows = all.map((pool) => [
    named(context, pool.name, pool.at),
    commas(pool.queues.map((queue) => [code(queue)])),
    [text(`${rangeWords(pool.replicas)} × ${pool.concurrency} = ${rangeWords(pool.slots)}`)],
    [text(pool.size)],
    [text(durationWords(pool.drainSeconds))],
    commas(pool.settings.map((fact) => stated(context, fact))),
  ]);
  return [
    heading(2, text("Worker pools")),
    table(["Pool", "Queues", "Workers × slots", "Size of one", "A stop waits", "Settings"], rows),
  ];
}
