import { longTask, running, succeeds, undisturbed } from "../docker/tasks";
import { must, mustMatch, tail } from "../expect";
import { textOf } from "../project";
import { secondsSince, until } from "../wait";
import { applied } from "./apply";
import { type StackFile, withPool } from "./file";
import { shown, stateOf } from "./google/state";
import { machineAt } from "./hosts";
import type { Machine } from "./machines/machine";
import { command } from "./person";
import type { Site } from "./site";

const POOL = "worker1";
const QUEUE = "q_name1";
const SECONDS = 40;
const BIGGER = "e2-standard-4";

/**
 * Another machine type: nothing happens by itself. `npm run drain` has a worker finish its task, which takes no other one
 * meanwhile, and then has it made anew.
 */
export async function drained(site: Site, file: StackFile): Promise<string> {
  const { cluster, api } = site;
  const [worker] = cluster.of(POOL);
  must(worker !== undefined, "there is no worker");
  await applied(site, withPool(file, POOL, { machine: BIGGER }));
  await cluster.healthy([...cluster.machines.values()], 600);
  const waited = await command(site, "wait");
  must(waited.code === 0, `npm run wait ended with ${waited.code}:\n${textOf(waited)}`);
  mustMatch(textOf(waited), /npm run drain/, "npm run wait after another machine type");
  must(cluster.machines.get(worker.name) === worker, "another machine type replaced a worker by itself");
  const long = await longTask(api, QUEUE, SECONDS);
  const { hostname } = await running(api, "long_task", long.id, long.task);
  must(machineAt(site, hostname) === worker, `the task runs on ${hostname}`);
  const start = Date.now();
  const drain = command(site, "drain", POOL);
  const waits = await whileItDrains(site, worker);
  const result = await drain;
  must(result.code === 0, `npm run drain ended with ${result.code}:\n${textOf(result)}`);
  const seconds = secondsSince(start);
  const task = await undisturbed(api, long, hostname ?? "");
  await succeeds(api, "long_task", waits);
  const [fresh] = cluster.of(POOL);
  must(fresh !== undefined && fresh !== worker, "the worker was not made anew");
  must(cluster.instance(fresh.name).kind.machineType === BIGGER, `${fresh.name} is of the old machine type`);
  return `${task}; npm run drain took ${seconds} s: ${worker.name} became ${fresh.name}, ${BIGGER}; a task that came meanwhile ran on it. ${tail(result.stdout, 2)}`;
}

/** A task of the pool's queue, which nobody takes as long as its only worker drains. @returns the run */
async function whileItDrains({ cluster, api }: Site, worker: Machine): Promise<string> {
  const instance = cluster.instance(worker.name);
  await until(`${worker.name} to drain`, 180, async () => {
    if (/^drain/.test(stateOf(instance)?.state ?? "")) return true;
    throw new Error(shown(stateOf(instance)));
  });
  const waits = await api.trigger("long_task", { seconds: 3, queues: [QUEUE] });
  await until(`${worker.name} to be drained`, SECONDS + 300, async () => {
    if (stateOf(instance)?.state === "drained") return true;
    throw new Error(shown(stateOf(instance)));
  });
  const { state } = await api.run("long_task", waits);
  must(state !== "success", "a task of its queue ran while no worker took any");
  return waits;
}
