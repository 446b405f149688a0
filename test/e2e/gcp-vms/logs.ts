import { longTask, running, secondsIn, succeeds, taskOf } from "../docker/tasks";
import { must } from "../expect";
import { until } from "../wait";
import { machineAt } from "./hosts";
import type { Site } from "./site";

const SECONDS = 25;

/** The log of a running task comes from its worker, that of a finished one from the bucket. */
export async function logs(site: Site): Promise<string> {
  const { api, world } = site;
  const seen = await Promise.all(
    ["q_name1", "q_name2"].map(async (queue) => {
      const long = await longTask(api, queue, SECONDS);
      const { hostname } = await running(api, "long_task", long.id, long.task, 90);
      const second = await until(`lines in the log of the running task on ${hostname}`, 30, async () => {
        const found = secondsIn(await api.log("long_task", long.id, long.task)).length;
        return found > 0 ? found : undefined;
      });
      const { state } = taskOf(await api.tasks("long_task", long.id), long.task);
      must(state === "running", `the task on ${hostname} was ${state} when its log was read`);
      await succeeds(api, "long_task", long.id, 120);
      const name = await until(`the log of ${long.task} in the bucket`, 60, async () =>
        [...world.buckets.values()]
          .flatMap((objects) => [...objects.keys()])
          .find((key) => key.includes(long.id) && key.includes(`task_id=${long.task}/`)),
      );
      const ended = secondsIn(await api.log("long_task", long.id, long.task)).length;
      must(ended === SECONDS, `the log of ${long.task} has ${ended} of ${SECONDS} lines after its end`);
      return `${machineAt(site, hostname).name} at second ${second}, then ${name}`;
    }),
  );
  return seen.join("; ");
}
