import { type Container, containers, touched } from "../../docker";
import { must } from "../../expect";
import { secondsSince, until } from "../../wait";
import type { Scene } from "../scene";
import { moved, type Pair } from "./servers";
import { beganAfter, count, once } from "./witness";

/** Tasks that run through all of it, and tasks that wait for the other slots. */
const [LONG, SHORT] = [4, 50] as const;
const [LONG_SECONDS, SHORT_SECONDS] = [75, 1] as const;

/** The goal: seconds from the moment at which the name leads to the new primary until work goes on. */
export const GOAL_SECONDS = 30;

interface Load {
  readonly id: string;
  readonly before: readonly Container[];
}

/**
 * What is seen when a server fails under load and its name leads to the second one.
 * @param goal seconds until work must go on
 * @param fails what the servers do before the name follows
 */
export async function failover(scene: Scene, pair: Pair, goal: number, fails: () => Promise<void>): Promise<string> {
  const load = await under(scene);
  await fails();
  await moved(scene.stack, pair);
  return unharmed(scene, load, Date.now(), goal);
}

/** Starts a run; returns when long tasks run, some short ones are done and others wait. */
async function under(scene: Scene): Promise<Load> {
  const before = await containers(scene.stack);
  const seconds = [...Array<number>(LONG).fill(LONG_SECONDS), ...Array<number>(SHORT).fill(SHORT_SECONDS)];
  const id = await scene.api.trigger("witness", { seconds });
  await until("tasks to run and others to wait", 90, async () => count(scene, id, "end") >= LONG);
  return { id, before };
}

/** What is seen after a failover. `moment`: when the name led to the new primary. */
async function unharmed(scene: Scene, { id, before }: Load, moment: number, goal: number): Promise<string> {
  const left = LONG + SHORT - count(scene, id, "begin");
  must(left > LONG, `only ${left} tasks still waited when the name had moved`);
  const seconds = await beganAfter(scene, id, moment, goal + 60);
  const ran = await once(scene, id, LONG + SHORT, 300);
  must(seconds <= goal, `the next task began ${seconds} s after the name had moved, expected at most ${goal} s`);
  const again = await scene.api.trigger("witness", { seconds: [1, 1, 1, 1] });
  const start = Date.now();
  await once(scene, again, LONG, 60);
  const restarted = touched(before, await containers(scene.stack));
  return `next task ${seconds} s after the name had moved, ${left} waited; ${ran}; a new run took ${secondsSince(start)} s; restarted: ${restarted.join(", ") || "nothing"}`;
}
