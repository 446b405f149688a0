import { workerState } from "../../../commands/drain-containers";
import { container, docker } from "../docker";
import { must } from "../expect";
import type { Measure } from "../step";
import { secondsSince, sleep, until } from "../wait";
import { fetched, waiting } from "./queue";
import type { Scene } from "./scene";
import { longTask, running, shown, succeeds, taskOf, undisturbed } from "./tasks";

const AWAY: Measure = {
  what: "seconds without a webserver",
  short: 75,
  long: 180,
  why: "Airflow's own tries, heartbeats and its limit of a step, before this program set any, are over then",
};
const COUNT: Measure = { what: "tasks that start meanwhile", short: 100, long: 200, why: "more of them wait" };
const POOL = "worker-default-1";
/** Two questions, ten seconds apart, and as long as both may take on a busy machine. */
const NOTICED_SECONDS = 120;
const SETTLED_SECONDS = 15;

/**
 * The webserver is stopped while many tasks start, one runs longer than that, and one ends meanwhile:
 * none is lost, none runs twice, and nobody lends a hand.
 */
export async function webserverAway({ api, stack, steps }: Scene): Promise<string> {
  const [away, count] = [steps.measure(AWAY), steps.measure(COUNT)];
  // Both on a pool that nothing beside this uses.
  const [longer, ending] = await Promise.all([
    longTask(api, "reports", away + 60),
    longTask(api, "reports", away - 10),
  ]);
  const hosts = await Promise.all(
    [longer, ending].map(async ({ id, task }) => (await running(api, "long_task", id, task)).hostname ?? ""),
  );
  const many = await api.trigger("many_tasks", { count });
  const before = await until("the first of many tasks to end", 180, async () => {
    const done = (await api.tasks("many_tasks", many)).filter(({ state }) => state === "success").length;
    return done > 5 ? done : undefined;
  });
  await docker("stop", `${stack}-webserver-1`);
  const stop = Date.now();
  const words = await takesNothing(stack);
  await sleep(away - (Date.now() - stop) / 1000);
  await docker("start", `${stack}-webserver-1`);
  const start = Date.now();
  const tasks = await succeeds(api, "many_tasks", many, 600);
  const seconds = secondsSince(start);
  const again = tasks.filter(({ try_number }) => try_number > 1);
  must(again.length === 0, `not at the first try: ${again.map(shown).join(", ")}`);
  must(tasks.length === count + 1, `expected ${count + 1} tasks of many_tasks, got ${tasks.length}`);
  const untouched = await undisturbed(api, longer, hosts[0] ?? "");
  const reported = await undisturbed(api, ending, hosts[1] ?? "");
  const end = taskOf(await api.tasks("long_task", ending.id), ending.task).end_date ?? "";
  must(Date.parse(end) < start, `${ending.task} ended at ${end}, and was to end while the webserver was away`);
  return (
    `away ${away} s with ${before} of ${count + 1} tasks done; meanwhile the worker said: ${words}; ` +
    `the last task ended ${seconds} s after its return; ${untouched}; ${reported}, its end told afterwards`
  );
}

/** The worker says so, is healthy, and its queue keeps what is in it. @returns what it says */
async function takesNothing(stack: string): Promise<string> {
  const name = `${stack}-${POOL}`;
  const words = await until("the worker to notice", NOTICED_SECONDS, async () => {
    const note = await workerState(name);
    return note?.state === "webserver-away" ? note.reason : undefined;
  });
  // What was taken and not started goes back; what runs, the long ones and those that would tell their end, is kept.
  await sleep(SETTLED_SECONDS);
  const queued = await waiting(stack, "default");
  const taken = await fetched(stack);
  must(queued > 0, "no task waits in the queue: the tasks ended before the webserver was gone");
  await sleep(20);
  const later = `${await waiting(stack, "default")} wait, ${await fetched(stack)} are taken`;
  must(later === `${queued} wait, ${taken} are taken`, `of ${queued} messages, ${taken} taken, 20 s later ${later}`);
  const { health } = await container(stack, POOL);
  must(health === "healthy", `the worker is ${health}`);
  return `${words} (${queued} messages waited, ${taken} tasks ran)`;
}
