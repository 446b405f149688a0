import { children } from "../../../../lib/airflow/rules/workers/children";
import { deployment, release } from "../deployment";

const said = (version: string, pool: Readonly<Record<string, unknown>>) => {
  const file = deployment({ workers: { main: { queues: ["default"], ...pool } } }, { version });
  return children(file, release(file)).map(({ path, message }) => `${path.join(".")}: ${message}`);
};
const PATH = "workers.main.maxMemoryPerChild:";

test.each([
  {},
  { maxTasksPerChild: 1 },
  { maxMemoryPerChild: "192MiB" },
  { maxMemoryPerChild: "512MiB", memory: "8GiB" },
  { maxMemoryPerChild: "1GiB", concurrency: 4, memory: "4GiB" },
])("%j is good", (pool) => {
  for (const version of ["3.3.2", "2.11.2"]) expect(said(version, pool)).toEqual([]);
});

test.each(["3.3.2", "2.11.2"])("a limit below what a process of %s has before its first task", (version) => {
  expect(said(version, { maxMemoryPerChild: "150MiB" })).toEqual([
    `${PATH} got 150MiB; a process that has run no task has about 192MiB, so that each would be replaced after every task. Write 192MiB or more, or maxTasksPerChild: 1`,
  ]);
});

test("limits that the worker's own memory does not reach", () => {
  expect(said("3.3.2", { maxMemoryPerChild: "512MiB", concurrency: 16, memory: "4GiB" })).toEqual([
    `${PATH} 16 processes of 512MiB are 8GiB, and a worker of the pool has 4GiB: it would be killed before one of them is replaced. Write a lower limit, memory: 8GiB, or a lower concurrency`,
  ]);
});
