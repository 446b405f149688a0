import { taskOf as instanceOf, longTask, running as runningTask, shown, succeeds, wholeLog } from "../docker/tasks";
import { must } from "../expect";
import type { Measure } from "../step";
import { secondsSince, sleep, until } from "../wait";
import { applied } from "./deploy";
import { type StackFile, withPool } from "./file";
import type { Scene } from "./scene";
import { service, startTask } from "./services";
import { type Running, taskOf } from "./started";

const POOL = "default";
const SERVICE = `worker-${POOL}`;
const LONG: Measure = {
  what: "seconds of a task that a new generation of its pool waits for",
  short: 45,
  long: 75,
  why: "more is triggered meanwhile",
};
/** Tasks of each run, and the seconds between two runs, from before the new release until the old worker has gone. */
const MANY = 6;
const EVERY_SECONDS = 8;

/** A new release of a pool whose worker has much to do: nothing is lost, nothing runs twice, nothing is killed. */
export async function underLoad(scene: Scene, file: StackFile, running: Running): Promise<string> {
  const load = feed(scene.api);
  try {
    return await replaced(scene, file, running, load);
  } finally {
    await load.stop().catch(() => []);
  }
}

async function replaced(scene: Scene, file: StackFile, running: Running, load: Load): Promise<string> {
  const { api, agent, moto, stack, project, steps } = scene;
  const seconds = steps.measure(LONG);
  const old = taskOf(running, SERVICE);
  const oldAddress = await old.address();
  const long = await longTask(api, POOL, seconds);
  const { hostname } = await runningTask(api, "long_task", long.id, long.task);
  must(hostname === oldAddress, `the long task runs on ${hostname}, not on the old worker ${oldAddress}`);
  await protectedFirst(scene, old.name, oldAddress);
  project.config(stack, withPool(file, POOL, { environment: { E2E_GENERATION: "2" } }));
  const apply = await applied(scene);
  const next = await service(moto, stack, SERVICE);
  must(next.taskDefinition !== old.definition.taskDefinitionArn, "the second apply made no new task definition");
  // ECS starts the new one and keeps the old one as long as it is protected.
  const fresh = await startTask(scene, next, 2);
  running.set(SERVICE, fresh);
  const during = { died: false };
  const released = await until("the old worker to let go", seconds + 300, async () => {
    if (!(await old.running())) during.died = true;
    return during.died || !agent.isProtected(old.name) ? Date.now() : undefined;
  });
  must(!during.died, `the old worker ended by itself:\n${await old.logs(old.main, 30)}`);
  const task = instanceOf(await succeeds(api, "long_task", long.id), long.task);
  must(task.state === "success" && task.try_number === 1, `expected one successful try, got ${shown(task)}`);
  must(task.hostname === oldAddress, `it began on ${oldAddress} and ended on ${task.hostname}`);
  must(released >= Date.parse(task.end_date ?? ""), "the old worker let go before its task had ended");
  await wholeLog(api, long);
  const stop = Date.now();
  await old.stop();
  const stopped = secondsSince(stop);
  const freshSeconds = await fresh.healthy(420);
  const ids = await load.stop();
  const all = (await Promise.all(ids.map((id) => succeeds(api, "many_tasks", id)))).flat();
  const again = all.filter(({ try_number, state }) => try_number !== 1 || state !== "success");
  const wanted = ids.length * (MANY + 1);
  must(all.length === wanted, `${all.length} task instances instead of ${wanted}`);
  must(again.length === 0, `not once and well: ${again.map(shown).join(", ")}`);
  const freshAddress = await fresh.address();
  const onFresh = all.filter(({ hostname: host }) => host === freshAddress).length;
  must(onFresh > 0 && onFresh < all.length, `${onFresh} of ${all.length} tasks ran on the new worker`);
  const late = all.filter(
    ({ hostname: host, start_date: at }) => host === oldAddress && Date.parse(at ?? "") > released,
  );
  must(late.length === 0, `the old worker took tasks after it had let go: ${late.map(shown).join(", ")}`);
  const gap = Math.round((released - Date.parse(task.end_date ?? "")) / 1000);
  return `${apply}; protected before its first task, let go ${gap} s after the long task's end, stopped in ${stopped} s; new one healthy after ${freshSeconds} s; ${all.length} tasks once each, ${onFresh} of them on the new worker`;
}

interface Load {
  /** @returns all runs that were triggered */
  stop(): Promise<string[]>;
}

/** Triggers runs one after the other until it is stopped. */
function feed(api: Scene["api"]): Load {
  let on = true;
  const ids: string[] = [];
  const done = (async () => {
    while (on) {
      ids.push(await api.trigger("many_tasks", { count: MANY }));
      await sleep(EVERY_SECONDS);
    }
  })();
  // Told when it is stopped.
  done.catch(() => undefined);
  return {
    async stop() {
      on = false;
      await done;
      return ids;
    },
  };
}

/** The worker was protected before any task began on it. */
async function protectedFirst({ api, agent }: Scene, worker: string, address: string): Promise<void> {
  const [first] = agent.history(worker).filter(({ enabled }) => enabled);
  must(first !== undefined, `${worker} never asked for protection`);
  const tasks = await Promise.all((await api.runs()).map(({ dag_id, dag_run_id }) => api.tasks(dag_id, dag_run_id)));
  const starts = tasks
    .flat()
    .filter(({ hostname }) => hostname === address)
    .flatMap(({ start_date }) => (start_date === null ? [] : [Date.parse(start_date)]));
  must(starts.length > 0, `no task has begun on ${worker}`);
  const earliest = Math.min(...starts);
  must(
    first.at < earliest,
    `${worker} was protected at ${new Date(first.at).toISOString()}, its first task began at ${new Date(earliest).toISOString()}`,
  );
}
