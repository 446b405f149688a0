import { airflow, pool, said } from "../said";

test.each([
  [
    "a pool that may be empty",
    [pool("replicas: { min: 0, max: 3 }")],
    [
      "workers.main.replicas: with min: 0 the first task waits about 5 minutes for a machine, longer with a large image; min: 1 keeps one ready",
    ],
  ],
  [
    "a pool that may be empty, and tasks that wait no longer",
    [pool("replicas: { min: 0, max: 3 }"), airflow("options: { scheduler: { task_queued_timeout: '270' } }")],
    [
      'airflow.options.scheduler.task_queued_timeout: 270 s is not above 270 s, in which pool "main" starts its first machine: Airflow would give the task up before. Write more, or replicas: { min: 1, max: 3 }',
      "workers.main.replicas: with min: 0 the first task waits about 5 minutes for a machine, longer with a large image; min: 1 keeps one ready",
    ],
  ],
  [
    "a pool that is never empty",
    [pool("replicas: { min: 1, max: 3 }"), airflow("options: { scheduler: { task_queued_timeout: '270' } }")],
    [],
  ],
  ["a pool without machines", ["workers: { main: { queues: [default] }, rest: { queues: [rest], replicas: 0 } }"], []],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
