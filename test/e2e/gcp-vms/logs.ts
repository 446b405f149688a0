import { logWith, longTask, running, secondsIn, succeeds, taskOf, wholeLog } from "../docker/tasks";
import { must } from "../expect";
import { until } from "../wait";
import { machineAt } from "./hosts";
import type { Site } from "./site";

const SECONDS = 40;

/** The log of a running task comes from its worker, that of a finished one from the bucket. */
export async function logs(site: Site): Promise<string> {
  const { api, world } = site;
  const seen = await Promise.all(
    ["q_name1", "q_name2"].map(async (queue) => {
      const long = await longTask(api, queue, SECONDS);
      const { hostname } = await running(api, "long_task", long.id, long.task);
      const log = await logWith(api, { dag: "long_task", ...long }, (text) => secondsIn(text).length > 0);
      const { state } = taskOf(await api.tasks("long_task", long.id), long.task);
      must(state === "running", `the task on ${hostname} was ${state} when its log was read`);
      await succeeds(api, "long_task", long.id);
      const name = await until(`the log of ${long.task} in the bucket`, 180, async () =>
        [...world.buckets.values()]
          .flatMap((objects) => [...objects.keys()])
          .find((key) => key.includes(long.id) && key.includes(`task_id=${long.task}/`)),
      );
      await wholeLog(api, long);
      return `${machineAt(site, hostname).name} at second ${secondsIn(log).length}, then ${name}`;
    }),
  );
  return seen.join("; ");
}
