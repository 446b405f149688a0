import { DIGEST, said } from "../said";

test.each([
  [
    "a number of cores that Fargate does not have",
    ["workers: { main: { queues: [default], cpu: 3 } }"],
    ["workers.main.cpu: Fargate has no 3 cores; write one of 0.25, 0.5, 1, 2, 4, 8, 16"],
  ],
  [
    "a pair that Fargate does not have",
    ["workers: { main: { queues: [default], cpu: 1, memory: 16GiB } }"],
    ["workers.main.memory: Fargate has no 16GiB with cpu: 1; write 2GiB to 8GiB in steps of 1GiB, or cpu: 2 or 4 or 8"],
  ],
  [
    "pairs of several roles",
    [
      "webserver: { baseUrl: 'https://airflow.example.com', cpu: 0.25, memory: 3GiB }",
      "scheduler: { memory: 1500MiB }",
    ],
    [
      "webserver.memory: Fargate has no 3GiB with cpu: 0.25; write 512MiB, 1GiB, 2GiB, or cpu: 0.5 or 1",
      "scheduler.memory: Fargate has no 1500MiB; write 1GiB or 2GiB",
    ],
  ],
  [
    "memory between two steps",
    ["triggerer: { cpu: 8, memory: 17GiB }"],
    ["triggerer.memory: Fargate has no 17GiB with cpu: 8; write 16GiB to 60GiB in steps of 4GiB, or cpu: 4"],
  ],
  [
    "cores without enough memory",
    ["workers: { main: { queues: [default], cpu: 0.25, concurrency: 100 } }"],
    [
      "workers.main.cpu: 100 tasks at once need at least 6656MiB, and Fargate has at most 2GiB with cpu: 0.25; write more cores",
    ],
  ],
  [
    "more tasks at once than Fargate has memory for",
    [
      `airflow: { version: '2.11.2', image: "${DIGEST}" }`,
      "workers: { main: { queues: [default], concurrency: 1000 } }",
    ],
    [
      "workers.main.concurrency: 1000 tasks at once need at least 152192MiB, more than Fargate has; write a lower concurrency and more replicas",
    ],
  ],
  [
    "more memory than Fargate has",
    ["workers: { main: { queues: [default], memory: 200GiB } }"],
    ["workers.main.memory: Fargate has no 200GiB; write 120GiB"],
  ],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
