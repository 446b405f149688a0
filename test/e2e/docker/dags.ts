import { mustEqual } from "../expect";
import type { Scene } from "./scene";
import { logWith, mustRunOn, succeeds, taskOf } from "./tasks";

const EXAMPLES = ["iris_train", "iris_predict", "deferrable_wait", "queue_probe", "long_task", "many_tasks"];

/**
 * The example DAGs succeed, each task on a worker of the pool that its queue names.
 * @param pools the pool of each queue
 */
export async function exampleDags({ api, stack }: Scene, pools: Readonly<Record<string, string>>): Promise<string> {
  for (const dag of EXAMPLES) await api.unpause(dag);
  const [wait, probe, train] = await Promise.all(
    ["deferrable_wait", "queue_probe", "iris_train"].map((dag) => api.trigger(dag)),
  );
  const trained = await succeeds(api, "iris_train", train ?? "");
  const predict = await api.trigger("iris_predict");
  const [predicted, waited, probed] = await Promise.all([
    succeeds(api, "iris_predict", predict),
    succeeds(api, "deferrable_wait", wait ?? ""),
    succeeds(api, "queue_probe", probe ?? ""),
  ]);
  const pool = (queue: string) => pools[queue] ?? queue;
  for (const task of trained) mustRunOn(stack, pool("training"), task);
  for (const task of [...predicted, ...waited]) mustRunOn(stack, pool("default"), task);
  const queues = Object.keys(pools);
  mustEqual(
    probed.map(({ task_id }) => task_id),
    [...queues.map((queue) => `probe_${queue}`), "report"],
    "tasks of the probe",
  );
  for (const queue of queues) mustRunOn(stack, pool(queue), taskOf(probed, `probe_${queue}`));
  await logWith(api, { dag: "queue_probe", id: probe ?? "", task: "report" }, (log) =>
    queues.every((queue) => log.includes(`${stack}-worker-${pool(queue)}`)),
  );
  await logWith(api, { dag: "deferrable_wait", id: wait ?? "", task: "wait" }, (log) =>
    log.includes("resumed on a worker"),
  );
  const where = probed
    .filter(({ task_id }) => task_id.startsWith("probe_"))
    .map(({ queue, hostname }) => `${queue} -> ${hostname}`);
  return `iris_train on ${trained[0]?.hostname}, iris_predict on ${predicted[0]?.hostname}, deferrable_wait resumed, probe: ${where.join(", ")}`;
}
