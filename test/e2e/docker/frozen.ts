import { container, docker, tryDocker } from "../docker";
import { must } from "../expect";
import { secondsSince, until } from "../wait";
import { FREEZE_TRIGGER } from "./file";
import type { Scene } from "./scene";
import { mustRunOn, succeeds } from "./tasks";

/** Failed checks end a process only when its container is 5 minutes old, and then three in a row do. */
const REPLACED_SECONDS = 420;
/** The first child of PID 1, without programs that an image may lack. */
const MAIN_PROCESS = "cut -d ' ' -f 1 /proc/1/task/1/children";

/** A consumer that fetches nothing although tasks wait: the worker ends itself, comes back, and the tasks run. */
export async function consumerFrozen({ api, stack }: Scene): Promise<string> {
  const name = `${stack}-worker-default-1`;
  const before = await container(stack, "worker-default-1");
  await docker("exec", name, "touch", FREEZE_TRIGGER);
  const start = Date.now();
  // All its tasks are on the queue of this pool, so that a worker that is stopped meanwhile gets none of them.
  const id = await api.trigger("many_tasks", { count: 6 });
  const replaced = await until("the worker to be started anew", REPLACED_SECONDS, async () => {
    const now = await container(stack, "worker-default-1");
    return now.startedAt !== before.startedAt ? secondsSince(start) : undefined;
  });
  const tasks = await succeeds(api, "many_tasks", id, 90);
  for (const task of tasks) mustRunOn(stack, "default", task);
  const { stdout, stderr } = await tryDocker("logs", "--since", before.startedAt, name);
  const reason = /Ending this worker so that it is replaced: ([^[\n]*)/.exec(`${stdout}${stderr}`)?.[1]?.trim();
  must(reason !== undefined, "the worker did not say why it ended");
  return `started anew ${replaced} s after its consumer froze, all ${tasks.length} tasks done after ${secondsSince(start)} s; it said: ${reason}`;
}

/** A main process that does not move at all: the health check ends it. */
export async function processStopped({ api, stack }: Scene): Promise<string> {
  const name = `${stack}-worker-training-3`;
  const before = await container(stack, "worker-training-3");
  const pid = await docker("exec", name, "sh", "-c", MAIN_PROCESS);
  must(/^\d+$/.test(pid), `no main process in ${name}: ${pid}`);
  await docker("exec", name, "kill", "-STOP", pid);
  const start = Date.now();
  const replaced = await until("the worker to be started anew", REPLACED_SECONDS, async () => {
    const now = await container(stack, "worker-training-3");
    return now.startedAt !== before.startedAt ? secondsSince(start) : undefined;
  });
  await until(
    "the worker to be healthy",
    60,
    async () => (await container(stack, "worker-training-3")).health === "healthy",
  );
  const healthy = secondsSince(start);
  for (const task of await succeeds(api, "iris_train", await api.trigger("iris_train"), 90))
    mustRunOn(stack, "training", task);
  return `started anew ${replaced} s after SIGSTOP of its main process, healthy after ${healthy} s; its pool runs tasks`;
}
