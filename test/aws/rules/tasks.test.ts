import { DIGEST, said } from "../said";

test.each([
  [
    "LocalExecutor",
    [`airflow: { version: '3.3.2', executor: LocalExecutor, image: "${DIGEST}" }`, "workers:"],
    [
      "airflow.executor: with LocalExecutor tasks run in the scheduler, which ECS kills two minutes after it is replaced, and they with it. Write CeleryExecutor, or leave executor: out, and name a pool under workers:",
    ],
  ],
  [
    "tasks of more than two days",
    [
      `airflow: { version: '3.3.2', maxTaskDuration: 3d, image: "${DIGEST}" }`,
      "workers: { main: { queues: [default], maxTaskDuration: 49h } }",
    ],
    [
      "airflow.maxTaskDuration: 3d is longer than ECS protects a worker that is replaced; write 48h or less, and let longer work run elsewhere with a task that waits for it",
      "workers.main.maxTaskDuration: 49h is longer than ECS protects a worker that is replaced; write 48h or less, and let longer work run elsewhere with a task that waits for it",
    ],
  ],
  ["tasks of two days", ["workers: { main: { queues: [default], maxTaskDuration: 48h } }"], []],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
