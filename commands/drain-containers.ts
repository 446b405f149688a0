import { inside } from "./engine";
import type { Print } from "./print";
import { run } from "./run";

/** Where a worker and these commands leave notes for each other; the second is that of deployments up to 0.1.0. */
const FOLDERS = ["/dev/shm/airflow-cdktf", "/tmp/airflow-cdktf"] as const;
const POLL_MILLISECONDS = 1000;
/** Seconds between two lines about a worker that still works. */
const TELL_EVERY = 15;

/** What a worker says of itself, see programs/airflow/src/worker_state.py. */
export interface WorkerState {
  readonly state: string;
  readonly running: number;
  readonly reserved: number;
  readonly drained: boolean;
  readonly drain_seconds: number;
  /** Why it takes no tasks. */
  readonly reason?: string;
}

/** Does something with a note in the first folder that is there. */
async function noting(container: string, program: string, note: string) {
  const [now, before] = FOLDERS;
  const done = await inside(container, program, `${now}/${note}`);
  return done.code === 0 ? done : await inside(container, program, `${before}/${note}`);
}

/** Undefined where the container does not run or has no worker. */
export async function workerState(container: string): Promise<WorkerState | undefined> {
  const { code, stdout } = await noting(container, "cat", "worker.json");
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
  const asked = await noting(container, "touch", "drain");
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
