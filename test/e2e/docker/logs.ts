import { must } from "../expect";
import { until } from "../wait";
import type { Scene } from "./scene";
import { type LongTask, longTask, secondsIn, succeeds, taskOf } from "./tasks";

/** A task that ran on each worker of the pool: read again after these workers are gone. */
export type OnEach = ReadonlyMap<string, LongTask>;

/** With three workers in a pool: the log of a running task of each is read through the API, and again at its end. */
export async function logsOfEach({ api }: Scene, remember: (found: OnEach) => void): Promise<string> {
  const tasks = await Promise.all(Array.from({ length: 6 }, () => longTask(api, "training", 25)));
  const hosts = await until("tasks to run on three workers of the pool", 60, async () => {
    const found = new Map<string, LongTask>();
    for (const long of tasks) {
      const task = taskOf(await api.tasks("long_task", long.id), long.task);
      if (task.state === "running" && task.hostname) found.set(task.hostname, long);
    }
    return found.size === 3 ? found : undefined;
  });
  const seen: string[] = [];
  for (const [host, long] of hosts) {
    const seconds = await until(`lines in the log of the running task on ${host}`, 15, async () => {
      const log = await api.log("long_task", long.id, long.task);
      return log.includes(` on ${host}`) && secondsIn(log).length > 0 ? secondsIn(log).length : undefined;
    });
    const { state } = taskOf(await api.tasks("long_task", long.id), long.task);
    must(state === "running", `the task on ${host} was ${state} when its log was read`);
    seen.push(`${host} at second ${seconds}`);
  }
  for (const long of tasks) await succeeds(api, "long_task", long.id, 120);
  remember(hosts);
  return `running: ${seen.join(", ")}; ended: ${await readAll(api, hosts)}`;
}

/** The whole log of each of these tasks, wherever their workers are now. */
export async function readAll(api: Scene["api"], tasks: OnEach): Promise<string> {
  must(tasks.size === 3, `expected the tasks of three workers, have ${tasks.size}`);
  for (const [host, long] of tasks) {
    const log = await api.log("long_task", long.id, long.task);
    const seconds = secondsIn(log).length;
    must(
      seconds === long.seconds && log.includes(` on ${host}`),
      `the log of ${host} has ${seconds} of ${long.seconds} lines`,
    );
  }
  return `all lines of ${[...tasks.keys()].sort().join(", ")}`;
}
