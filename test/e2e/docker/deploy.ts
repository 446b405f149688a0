import { containers, unhealthy } from "../docker";
import { must } from "../expect";
import { textOf } from "../project";
import { secondsSince, until } from "../wait";
import type { Scene } from "./scene";

/** The official compose file on the same images and cores, health checks every 5 s; seconds. */
const COMPOSE = { firstTask: 62, healthy: 67 };

/** From nothing to a first finished task and to every container healthy, measured from the start of `npm run up`. */
export async function deployFromZero({ project, api, stack }: Scene): Promise<string> {
  const start = Date.now();
  const firstTask = until("a first task to succeed", 300, () => tried(api)).then(() => secondsSince(start));
  // The deployment is awaited first: when it fails, its message counts, not that no task ran.
  firstTask.catch(() => undefined);
  const up = await project.npm("up", [stack]);
  const healthy = secondsSince(start);
  must(up.code === 0, `npm run up ended with ${up.code}:\n${textOf(up)}`);
  const sick = await unhealthy(stack);
  must(sick === undefined, `npm run up ended well, but ${sick}`);
  const seconds = await firstTask;
  const count = (await containers(stack)).filter(({ status }) => status === "running").length;
  return (
    `first task finished after ${compared(seconds, COMPOSE.firstTask)}, ` +
    `all ${count} containers healthy after ${compared(healthy, COMPOSE.healthy)}`
  );
}

/** The probe is triggered as soon as the API knows it. */
async function tried(api: Scene["api"]): Promise<boolean> {
  const [run] = (await api.runs()).filter(({ dag_id }) => dag_id === "queue_probe");
  if (run === undefined) {
    await api.unpause("queue_probe");
    await api.trigger("queue_probe");
    return false;
  }
  return (await api.tasks("queue_probe", run.dag_run_id)).some(({ state }) => state === "success");
}

const compared = (seconds: number, compose: number): string =>
  `${seconds} s (compose ${compose} s, ${(seconds / compose).toFixed(2)} of it)`;
