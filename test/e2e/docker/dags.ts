import type { AirflowApi } from "../airflow-api";
import { must, mustEqual } from "../expect";
import { until } from "../wait";
import type { Scene } from "./scene";
import { mustRunOn, succeeds, taskOf } from "./tasks";

const EXAMPLES = ["iris_train", "iris_predict", "deferrable_wait", "queue_probe", "long_task", "many_tasks"];

/** All example DAGs are known and switched on. */
export async function unpauseAll(api: AirflowApi, seconds = 90): Promise<void> {
  for (const dag of EXAMPLES)
    await until(`DAG ${dag} to be known`, seconds, async () => {
      await api.unpause(dag);
      return true;
    });
}

/**
 * The example DAGs succeed, each task on a worker of the pool that its queue names.
 * @param pools the pool of each queue
 */
export async function exampleDags({ api, stack }: Scene, pools: Readonly<Record<string, string>>): Promise<string> {
  await unpauseAll(api);
  const [wait, probe, train] = await Promise.all(
    ["deferrable_wait", "queue_probe", "iris_train"].map((dag) => api.trigger(dag)),
  );
  const trained = await succeeds(api, "iris_train", train ?? "", 120);
  const predict = await api.trigger("iris_predict");
  const [predicted, waited, probed] = await Promise.all([
    succeeds(api, "iris_predict", predict, 120),
    succeeds(api, "deferrable_wait", wait ?? "", 120),
    succeeds(api, "queue_probe", probe ?? "", 120),
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
  const report = await api.log("queue_probe", probe ?? "", "report");
  for (const queue of queues)
    must(report.includes(`${stack}-worker-${pool(queue)}`), `the report does not name ${queue}`);
  const deferred = await api.log("deferrable_wait", wait ?? "", "wait");
  must(deferred.includes("resumed on a worker"), "the log of the deferred task does not tell that it resumed");
  const where = probed
    .filter(({ task_id }) => task_id.startsWith("probe_"))
    .map(({ queue, hostname }) => `${queue} -> ${hostname}`);
  return `iris_train on ${trained[0]?.hostname}, iris_predict on ${predicted[0]?.hostname}, deferrable_wait resumed, probe: ${where.join(", ")}`;
}
