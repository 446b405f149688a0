import { docker } from "../docker";
import { must } from "../expect";
import { secondsSince, sleep, until } from "../wait";
import type { Scene } from "./scene";
import { longTask, running, succeeds, undisturbed } from "./tasks";

const OUTAGE_SECONDS = 60;
const HEALED_SECONDS = 60;

/** Redis goes and comes back at once, with tasks in its queues: nothing is lost. */
export async function restarted({ api, stack }: Scene): Promise<string> {
  const long = await longTask(api, "training", 30);
  const { hostname } = await running(api, "long_task", long.id, long.task);
  const many = await api.trigger("many_tasks", { count: 40 });
  await until("the first of many tasks to end", 60, async () => ended(await api.tasks("many_tasks", many)) > 2);
  const start = Date.now();
  await docker("restart", `${stack}-broker`);
  await succeeds(api, "many_tasks", many, HEALED_SECONDS * 2);
  const seconds = secondsSince(start);
  return `40 tasks under way all succeeded, the last ${seconds} s after the restart began; ${await undisturbed(api, long, hostname ?? "", 60)}`;
}

/** Redis is away for a minute while tasks run and are being queued; then they flow without a hand. */
export async function stopped({ api, stack }: Scene): Promise<string> {
  const long = await longTask(api, "training", OUTAGE_SECONDS + 30);
  const { hostname } = await running(api, "long_task", long.id, long.task);
  const many = await api.trigger("many_tasks", { count: 30 });
  await until("the first of many tasks to end", 60, async () => ended(await api.tasks("many_tasks", many)) > 2);
  await docker("stop", `${stack}-broker`);
  const stop = Date.now();
  const during = await Promise.all([api.trigger("iris_train"), api.trigger("deferrable_wait")]);
  await sleep(OUTAGE_SECONDS - (Date.now() - stop) / 1000);
  const before = ended(await api.tasks("many_tasks", many));
  await docker("start", `${stack}-broker`);
  const start = Date.now();
  const after = await api.trigger("queue_probe");
  const flowing = await until("a task that waited to end", HEALED_SECONDS + 30, async () => {
    const tasks = await Promise.all([api.tasks("many_tasks", many), api.tasks("iris_train", during[0] ?? "")]);
    return tasks.flat().some(({ end_date }) => end_date !== null && Date.parse(end_date) > start)
      ? secondsSince(start)
      : undefined;
  });
  const probe = succeeds(api, "queue_probe", after, HEALED_SECONDS).then(() => secondsSince(start));
  const results = await Promise.allSettled([
    probe,
    succeeds(api, "many_tasks", many, 180),
    succeeds(api, "iris_train", during[0] ?? "", 180),
    succeeds(api, "deferrable_wait", during[1] ?? "", 180),
    undisturbed(api, long, hostname ?? "", 120),
  ]);
  const problems = results.flatMap((result) => (result.status === "rejected" ? [String(result.reason)] : []));
  must(problems.length === 0, `after ${OUTAGE_SECONDS} s without Redis: ${problems.join("\n")}`);
  must(
    flowing <= HEALED_SECONDS,
    `the first task ended ${flowing} s after Redis was back, expected ${HEALED_SECONDS} s`,
  );
  return `away ${OUTAGE_SECONDS} s with ${before} of 31 tasks done; first task ended ${flowing} s after its return, a new probe on all queues after ${await probe} s; ${long.task} survived`;
}

const ended = (tasks: readonly { readonly state: string | null }[]): number =>
  tasks.filter(({ state }) => state === "success").length;
