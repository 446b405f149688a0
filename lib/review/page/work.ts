import type { ComponentChild } from "preact";
import { durationWords } from "../../airflow/derived/units";
import { rowId } from "../anchor";
import { rangeWords } from "../facts/words";
import type { Context } from "./context";
import { commas, el, name, section } from "./element";
import { type Column, table } from "./table";

const QUEUE_COLUMNS: readonly Column[] = [
  ["Queue", 38],
  ["Consumed by", 38],
  ["Slots", 24],
];
const POOL_COLUMNS: readonly Column[] = [
  ["Pool", 20],
  ["Queues", 24],
  ["Workers × slots", 14],
  ["Size of one", 13],
  ["Waits for tasks", 11],
  ["Settings", 18],
];

/** Queue to pool to slots: where a task goes, and how many run at once. */
export function queues(context: Context): ComponentChild {
  const { review, refer, cite } = context;
  if (review.queues.length === 0) return null;
  const most = Math.max(1, ...review.queues.map(({ slots }) => slots.max));
  const rows = review.queues.map((queue) => ({
    id: rowId("queue", queue.name),
    cells: [
      [name(queue.name), " ", queue.default ? el("span", { class: "tag" }, "default") : null, " ", cite(queue.at)],
      commas(queue.pools.map((pool) => refer("pool", pool))),
      el(
        "span",
        { class: "slots" },
        el("span", { class: "number" }, rangeWords(queue.slots)),
        bar(queue.slots.max / most),
      ),
    ],
  }));
  const words =
    "Tasks of a queue run in the slots of the pools that consume it. Pools with several queues share theirs.";
  return section("queues", "Queues", table(words, QUEUE_COLUMNS, rows));
}

const bar = (part: number): ComponentChild =>
  el("span", { class: "bar", "aria-hidden": "true", style: `--part:${Math.round(part * 1000) / 10}%` });

export function pools({ review, refer, cite }: Context): ComponentChild {
  if (review.pools.length === 0) return null;
  const rows = review.pools.map((pool) => ({
    id: rowId("pool", pool.name),
    cells: [
      [name(pool.name), " ", cite(pool.at)],
      commas(pool.queues.map((queue) => refer("queue", queue))),
      `${rangeWords(pool.replicas)} × ${pool.concurrency} = ${rangeWords(pool.slots)}`,
      pool.size,
      durationWords(pool.drainSeconds),
      pool.settings.length === 0
        ? "none"
        : commas(pool.settings.map((fact) => el("span", {}, `${fact.name}: ${fact.value} `, cite(fact.at)))),
    ],
  }));
  return section(
    "pools",
    "Worker pools",
    table("A stopping worker takes no new task and waits for those that run.", POOL_COLUMNS, rows),
  );
}
