import { durationWords } from "../../airflow/derived/units";
import { rangeWords } from "../facts/words";
import type { Process, Review } from "../model";
import { type Found, found } from "./change";
import { counted, match } from "./match";

const change = found("process");

/** What runs. Of workers only what their pool does not say already. */
export function processChanges(before: Review, after: Review): Found[] {
  const { gone, added, both } = match(before.processes, after.processes, ({ name }) => name);
  const isWorker = ({ role }: Process) => role === "worker";
  return [
    ...gone
      .filter((one) => !isWorker(one))
      .map(({ name, role }) => change(name, `${said(name, role)} does not run any more`, undefined, "notice")),
    ...both.flatMap((pair) => {
      const poolTells = isWorker(pair.after) ? samePool(pair.after.name, before, after) : undefined;
      return one(pair.before, pair.after, poolTells);
    }),
    ...added
      .filter((process) => !isWorker(process))
      .map(({ name, role, at }) => change(name, `${said(name, role)} is new`, at)),
  ];
}

const said = (name: string, role: string): string =>
  role === name || role === name.replaceAll("-", " ") ? `process ${name}` : `process ${name} (${role})`;

/** Whether the worker's pool has the same queues and slots: its command line follows from them. */
function samePool(process: string, before: Review, after: Review): boolean {
  const [old, now] = [before, after].map(({ pools }) => {
    const pool = pools.find(({ name }) => `worker-${name}` === process);
    return pool === undefined ? undefined : JSON.stringify([pool.queues, pool.concurrency]);
  });
  return old === now;
}

/** @param samePool undefined: it is no worker, and everything of it is told here */
function one(before: Process, process: Process, samePool: boolean | undefined): Found[] {
  const { name, at } = process;
  const own = samePool === undefined;
  const told = (where: boolean, old: string, now: string, words: (old: string, now: string) => string): Found[] =>
    !where || old === now ? [] : [change(name, `${name}: ${words(old, now)}`, at)];
  return [
    ...told(
      own,
      rangeWords(before.replicas),
      rangeWords(process.replicas),
      (old, now) => `${old} -> ${counted(now, "process", "processes")}`,
    ),
    ...told(samePool !== false, command(before), command(process), (old, now) => `its command ${old} -> ${now}`),
    ...told(own, before.size, process.size, (old, now) => `its size ${old} -> ${now}`),
    ...told(
      own,
      durationWords(before.stopSeconds),
      durationWords(process.stopSeconds),
      (old, now) => `killed ${now} after a stop began (was: ${old})`,
    ),
    ...told(
      true,
      before.health,
      process.health,
      (_, now) => `its health is asked in another way: ${now || "not at all"}`,
    ),
    ...told(
      true,
      before.places.join(" › "),
      process.places.join(" › "),
      (old, now) => `it moves from ${old} to ${now}`,
    ),
  ];
}

const command = ({ command: words }: Process): string => (words.length === 0 ? "of the image" : `"${words.join(" ")}"`);
