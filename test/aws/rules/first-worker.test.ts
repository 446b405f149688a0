import { DIGEST, said } from "../said";

test.each([
  [
    "a pool that may be empty",
    ["workers: { main: { queues: [default], replicas: { min: 0, max: 2 } } }"],
    [
      "workers.main.replicas: with min: 0 the first task waits about 4 minutes for a worker, longer with a large image; min: 1 keeps one ready",
    ],
  ],
  [
    "a pool that starts later than Airflow waits",
    [
      `airflow: { version: '3.3.2', maxTaskDuration: 1m, image: "${DIGEST}", options: { scheduler: { task_queued_timeout: 200 } } }`,
      "workers: { main: { queues: [default], replicas: { min: 0, max: 2 } } }",
    ],
    [
      'airflow.options.scheduler.task_queued_timeout: 200 s is not above 210 s, in which pool "main" starts its first worker: Airflow would give the task up before. Write more, or replicas: { min: 1, max: 2 }',
      "workers.main.replicas: with min: 0 the first task waits about 4 minutes for a worker, longer with a large image; min: 1 keeps one ready",
    ],
  ],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
