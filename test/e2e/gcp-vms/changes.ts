import { longTask, running, shown, succeeds, taskOf, undisturbed } from "../docker/tasks";
import { must } from "../expect";
import type { Measure } from "../step";
import { secondsSince, sleep, until } from "../wait";
import { applied } from "./apply";
import { type StackFile, withAirflow, withPool } from "./file";
import { machineAt } from "./hosts";
import type { Site } from "./site";

const LONG: Measure = {
  what: "seconds of a task that a changed machine waits for",
  short: 45,
  long: 75,
  why: "more is triggered meanwhile",
};
const SECONDS = 600;
/** Tasks of each run, and the seconds between two runs. */
const MANY = 5;
const EVERY_SECONDS = 10;

/** Another image and another concurrency, in the machines that run, while tasks run and more are triggered. */
export async function underLoad(site: Site, file: StackFile): Promise<string> {
  const { cluster, api, images, steps } = site;
  const before = cluster.now.pools.flatMap(({ machine }) => cluster.of(machine)).map(({ name }) => name);
  const long = await longTask(api, "q_name1", steps.measure(LONG));
  const { hostname } = await running(api, "long_task", long.id, long.task);
  const worker = machineAt(site, hostname);
  const old = await containerOf(worker.name, site);
  const load = feed(site);
  const start = Date.now();
  await applied(site, withPool(withAirflow(file, { image: images.second }), "worker1", { concurrency: 3 }));
  const healthy = await cluster.healthy([...cluster.machines.values()], SECONDS);
  const seconds = secondsSince(start);
  const ids = await load.stop();
  const task = await undisturbed(api, long, hostname ?? "");
  const all = (await Promise.all(ids.map((id) => succeeds(api, "many_tasks", id)))).flat();
  must(all.length === ids.length * (MANY + 1), `${all.length} task instances instead of ${ids.length * (MANY + 1)}`);
  const again = all.filter(({ try_number, state }) => try_number !== 1 || state !== "success");
  must(again.length === 0, `not once and well: ${again.map(shown).join(", ")}`);
  const ended = Date.parse(taskOf(await api.tasks("long_task", long.id), long.task).end_date ?? "");
  const now = await containerOf(worker.name, site);
  must(
    now.id !== old.id && now.at > ended,
    `the worker was not replaced after its task: ${JSON.stringify({ old, now, ended })}`,
  );
  must(now.image === images.second, `${worker.name} runs ${now.image}`);
  const after = cluster.now.pools.flatMap(({ machine }) => cluster.of(machine)).map(({ name }) => name);
  must(before.join() === after.join(), "machines were replaced");
  const command = await worker.shell("docker inspect --format '{{json .Config}}' worker-worker1");
  must(
    /concurrency["\s=,]+3|"-c",\s*"3"|CONCURRENCY=3/.test(command),
    `${worker.name} does not run with concurrency 3`,
  );
  return `same machines, ${seconds} s: ${healthy}; ${task}, its worker replaced ${Math.round((now.at - ended) / 1000)} s after its end; ${all.length} tasks of ${ids.length} runs once each`;
}

interface Running {
  readonly id: string;
  readonly image: string;
  readonly at: number;
}

/** The worker's container on a machine. */
async function containerOf(name: string, { cluster }: Site): Promise<Running> {
  const machine = cluster.machines.get(name);
  return until(`the worker's container on ${name}`, 120, async () => {
    const text = await machine?.exec(
      ...["docker", "inspect", "--format", "{{.Id}} {{.Config.Image}} {{.Created}}", "worker-worker1"],
    );
    const [id = "", image = "", created = ""] = (text ?? "").split(" ");
    return { id, image, at: Date.parse(created) };
  });
}

/** Triggers runs one after the other until it is stopped. */
function feed({ api }: Site): { stop(): Promise<string[]> } {
  let on = true;
  const ids: string[] = [];
  const done = (async () => {
    while (on) {
      // The webserver is replaced too; a person would press the button again.
      await api.trigger("many_tasks", { count: MANY }).then(
        (id) => ids.push(id),
        () => undefined,
      );
      await sleep(EVERY_SECONDS);
    }
  })();
  return {
    async stop() {
      on = false;
      await done;
      return ids;
    },
  };
}
