import { logWith, succeeds, taskOf } from "../docker/tasks";
import { mustEqual } from "../expect";
import type { Scene } from "./scene";
import { taskOf as ecsTask, type Running } from "./started";

const EXAMPLES = ["deferrable_wait", "queue_probe", "long_task", "many_tasks", "s3_csv_to_dynamodb", "iris_train"];

/** DAGs of the image are known; a deferred task waits in the triggerer; tasks run on the pool of their queue. */
export async function exampleDags({ api }: Scene, running: Running): Promise<string> {
  for (const dag of EXAMPLES) await api.unpause(dag);
  const [wait = "", train = ""] = await Promise.all(["deferrable_wait", "iris_train"].map((dag) => api.trigger(dag)));
  const [waited, trained] = await Promise.all([
    succeeds(api, "deferrable_wait", wait),
    succeeds(api, "iris_train", train),
  ]);
  const [onDefault, onTraining] = await Promise.all(
    ["worker-default", "worker-training"].map((name) => ecsTask(running, name).address()),
  );
  mustEqual(
    [...new Set(waited.map(({ hostname }) => String(hostname)))],
    [String(onDefault)],
    "hosts of the deferred task",
  );
  mustEqual([...new Set(trained.map(({ hostname }) => String(hostname)))], [String(onTraining)], "hosts of iris_train");
  // Read from the bucket, which is the only place where logs are kept.
  await logWith(api, { dag: "deferrable_wait", id: wait, task: "wait" }, (log) => log.includes("resumed on a worker"));
  return `${waited.length + trained.length} tasks, deferrable_wait resumed on ${taskOf(waited, "wait").hostname}, iris_train on ${onTraining}, log read from the bucket`;
}
