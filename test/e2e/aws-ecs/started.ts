import { must } from "../expect";
import type { Scene } from "./scene";
import { services, startTask } from "./services";
import type { Task } from "./task";

/** Seconds that all processes may need on two cores, with the containers before each of them. */
const SECONDS = 420;

/** Tasks that run, by their service. */
export type Running = Map<string, Task>;

/**
 * Starts what ECS would: the scheduler's service first, because Terraform waits for it, then one task of every other
 * service that wants any.
 */
export async function started(scene: Scene, running: Running): Promise<string> {
  const all = await services(scene.moto, scene.stack);
  const wanted = all.filter(({ desiredCount }) => desiredCount > 0);
  must(
    wanted.some(({ serviceName }) => serviceName === "scheduler"),
    `no scheduler among ${all.map(({ serviceName }) => serviceName)}`,
  );
  const seen: string[] = [];
  for (const isFirst of [true, false]) {
    const some = wanted.filter(({ serviceName }) => (serviceName === "scheduler") === isFirst);
    await Promise.all(
      some.map(async (one) => {
        const task = await startTask(scene, one);
        running.set(one.serviceName, task);
        seen.push(`${one.serviceName} ${await task.healthy(SECONDS)} s`);
      }),
    );
  }
  const none = all.filter(({ desiredCount }) => desiredCount === 0).map(({ serviceName }) => serviceName);
  return `healthy: ${seen.join(", ")}; none wanted: ${none.join(", ") || "no service"}`;
}

export function taskOf(running: Running, service: string): Task {
  const task = running.get(service);
  if (task === undefined) throw new Error(`no task of ${service} runs`);
  return task;
}
