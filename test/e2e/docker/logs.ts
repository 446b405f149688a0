import { must } from "../expect";
import { until } from "../wait";
import type { Scene } from "./scene";
import { type LongTask, logWith, longTask, secondsIn, succeeds, taskOf, wholeLog } from "./tasks";

/** Long enough to be read while it runs on a machine that is busy. */
const SECONDS = 40;

/** A task that ran on each worker of the pool: read again after these workers are gone. */
export type OnEach = ReadonlyMap<string, LongTask>;

/** With three workers in a pool: the log of a running task of each is read through the API, and again at its end. */
export async function logsOfEach({ api }: Scene, remember: (found: OnEach) => void): Promise<string> {
  const tasks = await Promise.all(Array.from({ length: 6 }, () => longTask(api, "training", SECONDS)));
  const hosts = await until("tasks to run on three workers of the pool", 180, async () => {
    const found = new Map<string, LongTask>();
    for (const long of tasks) {
      const task = taskOf(await api.tasks("long_task", long.id), long.task);
      if (task.state === "running" && task.hostname) found.set(task.hostname, long);
    }
    return found.size === 3 ? found : undefined;
  });
  const seen = await Promise.all(
    [...hosts].map(async ([host, long]) => {
      const log = await logWith(
        api,
        { dag: "long_task", ...long },
        (text) => text.includes(` on ${host}`) && secondsIn(text).length > 0,
      );
      const { state } = taskOf(await api.tasks("long_task", long.id), long.task);
      must(state === "running", `the task on ${host} was ${state} when its log was read`);
      return `${host} at second ${secondsIn(log).length}`;
    }),
  );
  for (const long of tasks) await succeeds(api, "long_task", long.id);
  remember(hosts);
  return `running: ${seen.join(", ")}; ended: ${await readAll(api, hosts)}`;
}

/** The whole log of each of these tasks, wherever their workers are now. */
export async function readAll(api: Scene["api"], tasks: OnEach): Promise<string> {
  must(tasks.size === 3, `expected the tasks of three workers, have ${tasks.size}`);
  for (const [host, long] of tasks) {
    const log = await wholeLog(api, long);
    must(log.includes(` on ${host}`), `the log of the task on ${host} does not name it`);
  }
  return `all lines of ${[...tasks.keys()].sort().join(", ")}`;
}
