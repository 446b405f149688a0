import { succeeds } from "../docker/tasks";
import { must, mustEqual } from "../expect";
import { secondsSince, until } from "../wait";
import type { Site } from "./site";

const POOL = "worker2";

/** Tasks that wait are told to Google's autoscaler; an idle worker of two drains and asks for its own deletion. */
export async function scaled(site: Site): Promise<string> {
  const { cluster, api, world } = site;
  const [first] = cluster.of(POOL);
  must(first !== undefined, `pool ${POOL} has no machine`);
  const ids = await Promise.all(
    Array.from({ length: 5 }, () => api.trigger("long_task", { seconds: 30, queues: ["q_name2"] })),
  );
  const most = await until("the metric to tell of the tasks that wait", 300, async () => {
    const values = world.points.filter(({ labels }) => labels["pool"] === POOL).map(({ value }) => value);
    return Math.max(...values) > 2 ? Math.max(...values) : undefined;
  });
  // What the autoscaler does with that number.
  const group = world.groups.get(cluster.instance(first.name).group?.split("/").at(-1) ?? "");
  must(group !== undefined, `pool ${POOL} has no group`);
  group.recommended = group.targetSize = 2;
  const second = await cluster.worker(POOL);
  const healthy = await cluster.healthy([second], 600);
  for (const id of ids) await succeeds(api, "long_task", id);
  // A machine that the autoscaler still holds to be needed would come back.
  const early = world.deletions.map(({ instance }) => instance);
  mustEqual(early, [], "deletions asked for while the autoscaler recommended both machines");
  group.recommended = 1;
  const start = Date.now();
  const asked = await until("an idle worker to ask for its deletion", 420, async () => world.deletions[0]);
  mustEqual([asked.instance], [asked.by], "the machine that shall go");
  const seconds = secondsSince(start);
  must(group.targetSize === 1, `the group has the size ${group.targetSize} after that`);
  const gone = cluster.machines.get(asked.instance);
  must(gone !== undefined && cluster.of(POOL).includes(gone), `${asked.instance} is no machine of ${POOL}`);
  await cluster.delete(gone, "stop");
  const left = cluster.of(POOL).map(({ name }) => name);
  must(
    left.length === 1 && world.deletions.length === 1,
    `left: ${left.join()}, asked: ${JSON.stringify(world.deletions)}`,
  );
  return `the metric told of ${most} tasks; second machine: ${healthy}; ${asked.by} asked for its own deletion ${seconds} s after the last task, ${left[0]} stays`;
}
