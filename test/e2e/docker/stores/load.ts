import { type Container, containers, touched } from "../../docker";
import { must } from "../../expect";
import type { Measure } from "../../step";
import { secondsSince, until } from "../../wait";
import type { Scene } from "../scene";
import { moved, type Pair } from "./servers";
import { beganAfter, count, once } from "./witness";

/** Tasks that run through all of it, and tasks that wait for the other slots. */
const [LONG, SHORT] = [4, 50] as const;
const SHORT_SECONDS = 1;
const LONG_SECONDS: Measure = {
  what: "seconds of tasks that run through a failover",
  short: 45,
  long: 75,
  why: "they outlast the first tries of their own clients",
};

/** From the moment at which the name leads to the new primary until work goes on. */
export const goal = (store: string, seconds: number): Measure => ({
  what: `seconds until work goes on after a failover of ${store}`,
  long: seconds,
  short: seconds * 3,
  why: "the goal is one of a machine that has little else to do",
});

interface Load {
  readonly id: string;
  readonly before: readonly Container[];
}

/**
 * What is seen when a server fails under load and its name leads to the second one.
 * @param within seconds until work must go on
 * @param fails what the servers do before the name follows
 */
export async function failover(scene: Scene, pair: Pair, within: Measure, fails: () => Promise<void>): Promise<string> {
  const load = await under(scene);
  await fails();
  await moved(scene.stack, pair);
  return unharmed(scene, load, Date.now(), scene.steps.measure(within));
}

/** Starts a run; returns when long tasks run, some short ones are done and others wait. */
async function under(scene: Scene): Promise<Load> {
  const before = await containers(scene.stack);
  const long = scene.steps.measure(LONG_SECONDS);
  const seconds = [...Array<number>(LONG).fill(long), ...Array<number>(SHORT).fill(SHORT_SECONDS)];
  const id = await scene.api.trigger("witness", { seconds });
  await until("tasks to run and others to wait", 180, async () => count(scene, id, "end") >= LONG);
  return { id, before };
}

/** What is seen after a failover. `moment`: when the name led to the new primary. */
async function unharmed(scene: Scene, { id, before }: Load, moment: number, most: number): Promise<string> {
  const left = LONG + SHORT - count(scene, id, "begin");
  must(left > LONG, `only ${left} tasks still waited when the name had moved`);
  const seconds = await beganAfter(scene, id, moment, most + 60);
  const ran = await once(scene, id, LONG + SHORT, 300);
  must(seconds <= most, `the next task began ${seconds} s after the name had moved, expected at most ${most} s`);
  const again = await scene.api.trigger("witness", { seconds: [1, 1, 1, 1] });
  const start = Date.now();
  await once(scene, again, LONG, 300);
  const restarted = touched(before, await containers(scene.stack));
  return `next task ${seconds} s after the name had moved, ${left} waited; ${ran}; a new run took ${secondsSince(start)} s; restarted: ${restarted.join(", ") || "nothing"}`;
}
