import { type Container, container, docker, tryDocker } from "../docker";
import { must } from "../expect";
import { secondsSince, until } from "../wait";
import { FREEZE_TRIGGER } from "./file";
import { waiting } from "./queue";
import type { Scene } from "./scene";
import { mustRunOn, succeeds } from "./tasks";
import { evident } from "./worker-evidence";

/** Failed checks end a process only when its container is 5 minutes old, and then three in a row do. */
const REPLACED_SECONDS = 600;
/** The scheduler sends the first task, and an answer that was under way may still let that one run. */
const WAITING_SECONDS = 180;
/** The first child of PID 1, without programs that an image may lack. */
const MAIN_PROCESS = "cut -d ' ' -f 1 /proc/1/task/1/children";

/** A consumer that fetches nothing although tasks wait: the worker ends itself, comes back, and the tasks run. */
export async function consumerFrozen({ api, stack }: Scene): Promise<string> {
  const before = await container(stack, "worker-default-1");
  await docker("exec", before.name, "touch", FREEZE_TRIGGER);
  const start = Date.now();
  // All its tasks are on the queue of this pool, so that a worker that is stopped meanwhile gets none of them.
  const run = { dag: "many_tasks", id: await api.trigger("many_tasks", { count: 6 }), queue: "default" };
  return evident({ api, stack, before, ...run }, async () => {
    const some = async () => (await waiting(stack, run.queue)) > 0;
    await until(`messages to wait on queue ${run.queue}`, WAITING_SECONDS, some);
    const replaced = await replacedWhileWaiting(stack, run.queue, before, start);
    const tasks = await succeeds(api, run.dag, run.id);
    for (const task of tasks) mustRunOn(stack, "default", task);
    const { stdout, stderr } = await tryDocker("logs", "--since", before.startedAt, before.name);
    const reason = /Ending this worker so that it is replaced: ([^[\n]*)/.exec(`${stdout}${stderr}`)?.[1]?.trim();
    must(reason !== undefined, "the worker did not say why it ended");
    return `started anew ${replaced} s after its consumer froze, all ${tasks.length} tasks done after ${secondsSince(start)} s; it said: ${reason}`;
  });
}

/** @throws as soon as no message waits any more: without one the worker is right to go on */
async function replacedWhileWaiting(stack: string, queue: string, before: Container, start: number): Promise<number> {
  const seconds = await until("the worker to be started anew", REPLACED_SECONDS, async () => {
    // In this order: only a worker that was started anew may have emptied the queue.
    const left = await waiting(stack, queue);
    const now = await container(stack, "worker-default-1");
    if (now.startedAt !== before.startedAt) return secondsSince(start);
    return left === 0 ? ("emptied" as const) : undefined;
  });
  must(seconds !== "emptied", `queue ${queue} was emptied, but the worker was not started anew`);
  return seconds;
}

/** A main process that does not move at all: the health check ends it. */
export async function processStopped({ api, stack }: Scene): Promise<string> {
  const before = await container(stack, "worker-training-3");
  const pid = await docker("exec", before.name, "sh", "-c", MAIN_PROCESS);
  must(/^\d+$/.test(pid), `no main process in ${before.name}: ${pid}`);
  await docker("exec", before.name, "kill", "-STOP", pid);
  const start = Date.now();
  return evident({ api, stack, before, queue: "training" }, async () => {
    const replaced = await until("the worker to be started anew", REPLACED_SECONDS, async () => {
      const now = await container(stack, "worker-training-3");
      return now.startedAt !== before.startedAt ? secondsSince(start) : undefined;
    });
    await until(
      "the worker to be healthy",
      300,
      async () => (await container(stack, "worker-training-3")).health === "healthy",
    );
    const healthy = secondsSince(start);
    for (const task of await succeeds(api, "iris_train", await api.trigger("iris_train")))
      mustRunOn(stack, "training", task);
    return `started anew ${replaced} s after SIGSTOP of its main process, healthy after ${healthy} s; its pool runs tasks`;
  });
}
