import { must } from "../expect";
import { textOf } from "../project";
import { changeImage, redeployPool, scale } from "./changes";
import { exampleDags } from "./dags";
import { deployFromZero } from "./deploy";
import { restart, whyNotEngine } from "./engine";
import { executionClosed } from "./execution";
import { idleCpu, idleMemory, manyTasks } from "./figures";
import { FREEZE, full, GIVEN_SECRET, sameAsCompose, withPool } from "./file";
import { consumerFrozen, processStopped } from "./frozen";
import { login } from "./login";
import { logsOfEach, type OnEach, readAll } from "./logs";
import { planIsEmpty } from "./plan";
import { openPorts } from "./ports";
import { outsideOnly, startProxy } from "./proxy";
import { restarted, stopped } from "./redis";
import type { Scene } from "./scene";
import { webserverAway } from "./webserver-away";

/**
 * Figures, and what stops every container: while nothing else is on the engine. False: nothing further can run.
 * @param others runs that are under way all the same
 */
export async function figures(scene: Scene, others: readonly string[]): Promise<boolean> {
  const { project, steps, stack, dags } = scene;
  project.write("secrets/e2e-given", `${GIVEN_SECRET}\n`);
  project.write("e2e_settings.py", FREEZE);
  project.config(stack, sameAsCompose(dags));
  if (!(await steps.step("deploy from zero, the components of the compose file", () => deployFromZero(scene)))) {
    steps.skip("everything else of this stack", "it was not deployed");
    return false;
  }
  await steps.step("log in: right password, wrong password, nobody", () => login(scene));
  await steps.step("idle memory", () => idleMemory(scene));
  await steps.step("idle CPU and health checks", () => idleCpu(scene));
  await steps.step("200 mapped tasks", () => manyTasks(scene));
  const why = await whyNotEngine(others);
  if (why !== undefined) steps.skip("engine restarted", `${why}; instead all containers are restarted`);
  await steps.step(why === undefined ? "engine restarted" : "all containers restarted", () =>
    restart(scene, why === undefined),
  );
  return true;
}

/** Everything that happens to a stack with three pools. */
export async function changes(scene: Scene): Promise<void> {
  const { project, steps, stack, dags, api } = scene;
  const file = full(dags);
  const wide = withPool(file, "training", { replicas: 3 });
  const changed = withPool(wide, "reports", { environment: { E2E_CHANGED: "yes" } });
  let onEach: OnEach = new Map();
  project.config(stack, file);
  const grown = await steps.step("grow to three pools and flower", async () => {
    const up = await project.npm("up", [stack]);
    must(up.code === 0, `npm run up ended with ${up.code}:\n${textOf(up)}`);
    await startProxy(scene);
    return "npm run up: done";
  });
  if (!grown) return;
  const queues = { default: "default", training: "training", reports: "reports" };
  await steps.step("example DAGs on the pools of their queues", () => exampleDags(scene, queues));
  await steps.step("what listens, and to whom", () => openPorts(scene));
  await steps.step("the execution API, attacked through the published port", () => executionClosed(scene));
  await steps.step("second plan is empty", () => planIsEmpty(project, stack));
  await steps.step("pool scaled 1 -> 3 under a running task: cdktf deploy", () => scale(scene, file));
  await steps.step("logs of running and finished tasks on 3 replicas", () =>
    logsOfEach(scene, (found) => {
      onEach = found;
    }),
  );
  await steps.step("HTTP_PROXY: only calls that leave the stack go by it", () => outsideOnly(scene));
  await steps.step("another pool redeployed with a task on it: npm run up", () => redeployPool(scene, wide));
  await steps.step("image and maxTaskDuration changed with a task running: terraform apply", () =>
    changeImage(scene, changed),
  );
  await steps.step("logs after their workers were replaced", () => readAll(api, onEach));
  await steps.step("Redis restarted under load", () => restarted(scene));
  await steps.step("Redis stopped under load", () => stopped(scene));
  // Side by side: each has its own pools, and most of it is waiting.
  await Promise.all([
    steps.step("worker with a stopped main process replaced by itself", () => processStopped(scene)),
    steps
      .step("webserver away under load", () => webserverAway(scene))
      .then(() => steps.step("worker with a frozen consumer replaced by itself", () => consumerFrozen(scene))),
  ]);
}
