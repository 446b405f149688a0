import { docker } from "../docker";
import { must } from "../expect";
import type { Measure } from "../step";
import { secondsSince, sleep, until } from "../wait";
import type { Scene } from "./scene";
import { longTask, running, succeeds, undisturbed } from "./tasks";

const OUTAGE: Measure = {
  what: "seconds without Redis",
  short: 20,
  long: 60,
  why: "connections that were given up, not only cut",
};
const HEALED: Measure = {
  what: "seconds until tasks flow again after Redis is back",
  long: 60,
  short: 180,
  why: "the goal is one of a machine that has little else to do",
};

/** Redis goes and comes back at once, with tasks in its queues: nothing is lost. */
export async function restarted({ api, stack, steps }: Scene): Promise<string> {
  const long = await longTask(api, "training", 30);
  const { hostname } = await running(api, "long_task", long.id, long.task);
  const many = await api.trigger("many_tasks", { count: 40 });
  await until("the first of many tasks to end", 180, async () => ended(await api.tasks("many_tasks", many)) > 2);
  const start = Date.now();
  await docker("restart", `${stack}-broker`);
  await succeeds(api, "many_tasks", many, steps.measure(HEALED) * 2);
  const seconds = secondsSince(start);
  return `40 tasks under way all succeeded, the last ${seconds} s after the restart began; ${await undisturbed(api, long, hostname ?? "")}`;
}

/** Redis is away while tasks run and are being queued; then they flow without a hand. */
export async function stopped({ api, stack, steps }: Scene): Promise<string> {
  const [outage, healed] = [steps.measure(OUTAGE), steps.measure(HEALED)];
  const long = await longTask(api, "training", outage + 30);
  const { hostname } = await running(api, "long_task", long.id, long.task);
  const many = await api.trigger("many_tasks", { count: 30 });
  await until("the first of many tasks to end", 180, async () => ended(await api.tasks("many_tasks", many)) > 2);
  await docker("stop", `${stack}-broker`);
  const stop = Date.now();
  const during = await Promise.all([api.trigger("iris_train"), api.trigger("deferrable_wait")]);
  await sleep(outage - (Date.now() - stop) / 1000);
  const before = ended(await api.tasks("many_tasks", many));
  await docker("start", `${stack}-broker`);
  const start = Date.now();
  const after = await api.trigger("queue_probe");
  const flowing = await until("a task that waited to end", healed + 60, async () => {
    const tasks = await Promise.all([api.tasks("many_tasks", many), api.tasks("iris_train", during[0] ?? "")]);
    return tasks.flat().some(({ end_date }) => end_date !== null && Date.parse(end_date) > start)
      ? secondsSince(start)
      : undefined;
  });
  const probe = succeeds(api, "queue_probe", after, healed).then(() => secondsSince(start));
  const results = await Promise.allSettled([
    probe,
    succeeds(api, "many_tasks", many),
    succeeds(api, "iris_train", during[0] ?? ""),
    succeeds(api, "deferrable_wait", during[1] ?? ""),
    undisturbed(api, long, hostname ?? ""),
  ]);
  const problems = results.flatMap((result) => (result.status === "rejected" ? [String(result.reason)] : []));
  must(problems.length === 0, `after ${outage} s without Redis: ${problems.join("\n")}`);
  must(flowing <= healed, `the first task ended ${flowing} s after Redis was back, expected ${healed} s`);
  return `away ${outage} s with ${before} of 31 tasks done; first task ended ${flowing} s after its return, a new probe on all queues after ${await probe} s; ${long.task} survived`;
}

const ended = (tasks: readonly { readonly state: string | null }[]): number =>
  tasks.filter(({ state }) => state === "success").length;
