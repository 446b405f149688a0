import { airflow, pool, said } from "../said";

test.each([
  [
    "LocalExecutor",
    [airflow("executor: LocalExecutor"), "workers:"],
    [
      "airflow.executor: with LocalExecutor tasks run in the scheduler on the master, which stops with every change of it, and they with it. Write CeleryExecutor, or leave executor: out, and name a pool under workers:",
    ],
  ],
  [
    "tasks of more than a week",
    [airflow("maxTaskDuration: 8d"), pool("maxTaskDuration: 169h")],
    [
      "airflow.maxTaskDuration: 8d is longer than a machine waits for its worker when image or settings change; write 7d or less, and let longer work run elsewhere with a task that waits for it",
      "workers.main.maxTaskDuration: 169h is longer than a machine waits for its worker when image or settings change; write 7d or less, and let longer work run elsewhere with a task that waits for it",
    ],
  ],
  ["tasks of a week", [airflow("maxTaskDuration: 7d")], []],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
