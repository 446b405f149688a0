import { airflow, pool, said } from "../said";

test.each([
  [
    "two of what one master has",
    ["webserver: { replicas: 2 }", "scheduler: { replicas: 3 }", "triggerer: { replicas: { min: 0, max: 2 } }"],
    [
      "webserver.replicas: got 2, and there is one master, where a second webserver would die with the first; write 1, and a larger airflow.options.api.workers for more people",
      "scheduler.replicas: got 3, and there is one master, where a second scheduler would die with the first; write 1, and a larger airflow.options.core.parallelism for more tasks at once",
      "triggerer.replicas: got { min: 0, max: 2 }, and there is one master, where a second triggerer would die with the first; write 1, and a larger airflow.options.triggerer.capacity for more deferred tasks",
    ],
  ],
  [
    "two webservers of 2.11, and two triggerers",
    ["webserver: { replicas: 2 }", "triggerer: { replicas: 2 }", airflow('version: "2.11.2"')],
    [
      "webserver.replicas: got 2, and there is one master, where a second webserver would die with the first; write 1, and a larger airflow.options.webserver.workers for more people",
      "triggerer.replicas: got 2, and there is one master, where a second triggerer would die with the first; write 1, and a larger airflow.options.triggerer.default_capacity for more deferred tasks",
    ],
  ],
  ["no triggerer", ["triggerer: { replicas: 0 }"], []],
  [
    "scaling: of a pool with a fixed number",
    [pool("scaling: { idle: 30m }")],
    ["workers.main.scaling: the pool has 1 worker at all times; write replicas: { min, max }, or remove scaling:"],
  ],
  ["scaling: of a pool with a range", [pool("replicas: { min: 1, max: 3 }, scaling: { idle: 30m }")], []],
  [
    "a range upside down",
    [pool("replicas: { min: 3, max: 1 }")],
    ["workers.main.replicas: expected min not above max, got { min: 3, max: 1 }"],
  ],
  [
    "a worker that drains at once",
    [pool("replicas: { min: 1, max: 3 }, scaling: { idle: 30s }")],
    ['workers.main.scaling.idle: expected at least 1m, got "30s"'],
  ],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
