import { inside } from "./engine";
import type { Print } from "./print";
import { run } from "./run";

export const STATE = "/tmp/airflow-cdktf/worker.json";
const REQUEST = "/tmp/airflow-cdktf/drain";
const POLL_MILLISECONDS = 1000;
/** Seconds between two lines about a worker that still works. */
const TELL_EVERY = 15;

/** What a worker says of itself, see lib/airflow/python/worker_state.py. */
export interface WorkerState {
  readonly state: string;
  readonly running: number;
  readonly reserved: number;
  readonly drained: boolean;
  readonly drain_seconds: number;
}

/** Undefined where the container does not run or has no worker. */
export async function workerState(container: string): Promise<WorkerState | undefined> {
  const { code, stdout } = await inside(container, "cat", STATE);
  return code === 0 ? (JSON.parse(stdout) as WorkerState) : undefined;
}

/**
 * Asks workers to take no more tasks and waits until each has finished what it runs, at most its drain budget.
 * This wait has no other limit; the provider's own, at a replacement, ends after 20 minutes.
 */
export async function drain(containers: readonly string[], print: Print): Promise<void> {
  await Promise.all(containers.map((container) => drainOne(container, print)));
}

async function drainOne(container: string, print: Print): Promise<void> {
  const asked = await inside(container, "touch", REQUEST);
  if (asked.code !== 0) return;
  const start = Date.now();
  let told = 0;
  for (;;) {
    const state = await workerState(container);
    const seconds = Math.round((Date.now() - start) / 1000);
    if (state === undefined || state.drained) return print.done(`${container} has finished its tasks`, seconds);
    if (seconds > state.drain_seconds)
      return print.warn(
        `${container} still runs ${tasks(state.running)} after its drain budget of ${state.drain_seconds} s`,
      );
    if (state.running > 0 && seconds >= told) {
      print.step(`${container} finishes ${tasks(state.running)}, at most ${state.drain_seconds - seconds} s more`);
      told = seconds + TELL_EVERY;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
}

export const tasks = (count: number): string => (count === 1 ? "1 task" : `${count} tasks`);

/** Lets workers that were asked to drain, and were not replaced, take tasks again: a restart, for they are idle. */
export async function resume(containers: readonly string[], print: Print): Promise<void> {
  for (const container of containers) {
    if ((await workerState(container))?.state !== "draining") continue;
    await run("docker", ["restart", container]);
    print.step(`${container} takes tasks again`);
  }
}
