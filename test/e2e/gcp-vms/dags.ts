import { succeeds, taskOf } from "../docker/tasks";
import { must, mustEqual } from "../expect";
import { CRAWL } from "./file";
import { ranOn } from "./hosts";
import type { Site } from "./site";

/** Pools by their queues, as the file of the run has them. */
export const QUEUES: Readonly<Record<string, string>> = { q_name1: "worker1", default: "worker1", q_name2: "worker2" };

export const EXAMPLES = ["queue_probe", "employees", "long_task", "many_tasks", "deferrable_wait"];

/** The DAGs of the repository are known and switched on. */
export async function unpaused({ api }: Pick<Site, "api">): Promise<void> {
  for (const dag of EXAMPLES) await api.unpause(dag);
}

/** A task on each queue, each on a machine of the pool that consumes it. */
export async function probed(site: Site): Promise<string> {
  const { api } = site;
  const tasks = await succeeds(api, "queue_probe", await api.trigger("queue_probe"));
  const queues = Object.entries(QUEUES);
  mustEqual(
    tasks.map(({ task_id }) => task_id),
    [...queues.map(([queue]) => `probe_${queue}`), "report"],
    "tasks of the probe",
  );
  for (const [queue, pool] of queues) ranOn(site, pool, taskOf(tasks, `probe_${queue}`));
  return tasks
    .filter(({ task_id }) => task_id !== "report")
    .map(({ queue, hostname }) => `${queue} -> ${hostname}`)
    .join(", ");
}

/** The DAG of the seed: a table in another database of the same server, through the declared connection. */
export async function employees({ api, cluster, stack, world }: Site): Promise<string> {
  for (const _ of ["once", "again"]) await succeeds(api, "employees", await api.trigger("employees"));
  const [password = ""] = world.secrets.get(`${stack}-metadata-database`) ?? [];
  const [master] = cluster.of("master");
  const rows = await master?.shell(
    `docker exec -e MYSQL_PWD='${password}' metadata-database mysql --protocol=tcp -h127.0.0.1 -uairflow -Nse 'select count(*) from ${CRAWL}.employees'`,
  );
  must(rows?.trim().split("\n").at(-1) === "12", `expected 12 employees, got: ${rows}`);
  return `run twice, ${CRAWL}.employees has 12 rows`;
}
