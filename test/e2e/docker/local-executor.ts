import { containers, leftovers } from "../docker";
import { must, mustEqual } from "../expect";
import { textOf } from "../project";
import { LOCAL_PORT, type Scene } from "./scene";
import { succeeds } from "./tasks";

/** No broker, no workers: tasks run inside the scheduler. */
export async function localExecutor({ project, api, stack, dags }: Scene): Promise<string> {
  project.only(stack, {
    target: "docker",
    airflow: { version: "3.3.2", executor: "LocalExecutor", dags: { folder: dags } },
    webserver: { port: LOCAL_PORT },
  });
  const up = await project.npm("up", [stack]);
  must(up.code === 0, `npm run up ended with ${up.code}:\n${textOf(up)}`);
  const names = (await containers(stack)).map(({ name }) => name.slice(stack.length + 1));
  const wanted = ["dag-processor", "metadata-database", "migration", "scheduler-1", "triggerer-1", "webserver-1"];
  mustEqual(names, wanted, "containers");
  await api.unpause("many_tasks");
  const tasks = await succeeds(api, "many_tasks", await api.trigger("many_tasks", { count: 5 }));
  const hosts = [...new Set(tasks.map(({ hostname }) => hostname))];
  mustEqual(hosts.map(String), [`${stack}-scheduler-1`], "hosts of the tasks");
  return `${tasks.length} tasks succeeded on ${hosts}; containers: ${names.join(", ")}`;
}

/** `npm run down --delete-data` leaves nothing. */
export async function deleted({ project, stack }: Scene): Promise<string> {
  const asked = await project.npm("down", [stack, "--delete-data"]);
  must(
    asked.code === 1,
    `npm run down --delete-data without --yes ended with ${asked.code}, expected 1: nobody could answer`,
  );
  const down = await project.npm("down", [stack, "--delete-data", "--yes"]);
  must(down.code === 0, `npm run down ended with ${down.code}:\n${textOf(down)}`);
  mustEqual(await leftovers(stack), [], "left on the engine");
  return `refused without --yes; with it: ${textOf(down).split("\n").at(-1)}`;
}
