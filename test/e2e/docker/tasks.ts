import { workerState } from "../../../commands/drain-containers";
import type { AirflowApi, TaskInstance } from "../airflow-api";
import { containers } from "../docker";
import { first, must } from "../expect";
import { until } from "../wait";

/** Limits of a machine whose two cores have four times as much to do; none of them is a goal. */
const [BEGINS_SECONDS, ENDS_SECONDS, TOLD_SECONDS] = [180, 300, 120] as const;

/** Waits for a run to end well. @throws with the states of its tasks when it does not */
export async function succeeds(
  api: AirflowApi,
  dag: string,
  id: string,
  seconds: number = ENDS_SECONDS,
): Promise<TaskInstance[]> {
  const end = await until(`${dag} to end`, seconds, async () => {
    const { state } = await api.run(dag, id);
    return state === "success" || state === "failed" ? state : undefined;
  });
  const tasks = await api.tasks(dag, id);
  const bad = tasks.filter(({ state }) => state !== "success" && state !== "skipped");
  must(end === "success", `${dag} ${end}, ${bad.length} of ${tasks.length} tasks: ${bad.map(shown).join(", ")}`);
  return tasks;
}

export const shown = ({ task_id, state, hostname, queue, try_number }: TaskInstance): string =>
  `${task_id} ${state} on ${hostname} (queue ${queue}, try ${try_number})`;

/** Waits until a task of a run is running. */
export const running = (api: AirflowApi, dag: string, id: string, task: string): Promise<TaskInstance> =>
  until(`${dag}.${task} to run`, BEGINS_SECONDS, async () => {
    const found = (await api.tasks(dag, id)).find(({ task_id }) => task_id === task);
    return found?.state === "running" && found.hostname ? found : undefined;
  });

export const taskOf = (tasks: readonly TaskInstance[], task: string): TaskInstance =>
  first(
    tasks.filter(({ task_id }) => task_id === task),
    `task ${task}`,
  );

/** The run's tasks that ran on a worker of this pool; throws for one that ran elsewhere, or more than once. */
export function mustRunOn(stack: string, pool: string, task: TaskInstance): void {
  must(
    new RegExp(`^${stack}-worker-${pool}-\\d+$`).test(task.hostname ?? ""),
    `${shown(task)}: expected a worker of pool ${pool}`,
  );
  must(task.state === "success" && task.try_number === 1, `${shown(task)}: expected success at the first try`);
}

/** `long_task` on one queue; its task's id. */
export async function longTask(api: AirflowApi, queue: string, seconds: number): Promise<LongTask> {
  const id = await api.trigger("long_task", { seconds, queues: [queue] });
  return { id, task: `sleep_${queue}`, seconds, queue };
}

export interface LongTask {
  readonly id: string;
  readonly task: string;
  readonly seconds: number;
  readonly queue: string;
}

/** A long task that was not disturbed: one try, success, and a log with every second on one and the same host. */
export async function undisturbed(api: AirflowApi, long: LongTask, host: string): Promise<string> {
  const task = taskOf(await succeeds(api, "long_task", long.id, long.seconds + ENDS_SECONDS), long.task);
  must(task.state === "success" && task.try_number === 1, `expected one successful try, got ${shown(task)}`);
  must(task.hostname === host, `it began on ${host} and ended on ${task.hostname}`);
  await wholeLog(api, long);
  return `${long.task} ran all ${long.seconds} s on ${host}, try 1`;
}

/** The log of a task, with what is looked for in it: it is written and moved while its task ends. */
export const logWith = (
  api: AirflowApi,
  { dag, id, task }: { readonly dag: string; readonly id: string; readonly task: string },
  has: (log: string) => boolean,
): Promise<string> =>
  until(`what is looked for in the log of ${dag}.${task}`, TOLD_SECONDS, async () => {
    const log = await api.log(dag, id, task);
    if (!has(log)) throw new Error(`${secondsIn(log).length} lines of seconds; its end: ${log.trim().slice(-500)}`);
    return log;
  });

/** The log of a long task that has ended, with every second of it. */
export const wholeLog = (api: AirflowApi, { id, task, seconds }: LongTask): Promise<string> =>
  logWith(api, { dag: "long_task", id, task }, (log) => secondsIn(log).length === seconds);

/** The seconds that a long task's log tells of, each once. */
export const secondsIn = (log: string): number[] => [
  ...new Set([...log.matchAll(/second (\d+) of \d+ on /g)].map((match) => Number(match[1]))),
];

/**
 * The last tasks are stored as ended, and Celery knows it. Where the database goes before that, as with an engine that
 * stops, a worker waits for it as long as it may drain, since it still has a result to store.
 */
export async function idle(stack: string): Promise<void> {
  const workers = (await containers(stack))
    .map(({ name }) => name)
    .filter((name) => name.startsWith(`${stack}-worker-`));
  await until("the workers to be idle", 180, async () => {
    const states = await Promise.all(workers.map(workerState));
    return states.every((state) => state?.running === 0);
  });
}
