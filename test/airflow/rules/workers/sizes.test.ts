import { leastMemory } from "../../../../lib/airflow/derived/sizes";
import { sizes } from "../../../../lib/airflow/rules/workers/sizes";
import type { Finding } from "../../../../lib/deployment/words/finding";
import { deployment, release } from "../deployment";

type Sections = Parameters<typeof deployment>[0];
const table: readonly (readonly [what: string, sections: Sections, airflow: Sections, findings: readonly Finding[]])[] =
  [
    ["nothing written", {}, {}, []],
    ["just enough", { workers: { main: { queues: ["default"], concurrency: 4, memory: "512MiB" } } }, {}, []],
    [
      "too little everywhere",
      {
        webserver: { memory: "128MiB" },
        scheduler: { memory: "128MiB" },
        dagProcessor: { memory: "128MiB" },
        triggerer: { memory: "128MiB" },
        flower: { memory: "128MiB" },
        workers: {
          main: { queues: ["default"], memory: "1GiB" },
          one: { queues: ["default"], concurrency: 1, memory: "256MiB" },
        },
      },
      {},
      [
        {
          path: ["webserver", "memory"],
          message: "got 128MiB; Airflow needs at least 384MiB here. Write memory: 384MiB or more",
        },
        {
          path: ["scheduler", "memory"],
          message: "got 128MiB; Airflow needs at least 256MiB here. Write memory: 256MiB or more",
        },
        {
          path: ["dagProcessor", "memory"],
          message: "got 128MiB; Airflow needs at least 256MiB here. Write memory: 256MiB or more",
        },
        {
          path: ["triggerer", "memory"],
          message: "got 128MiB; Airflow needs at least 256MiB here. Write memory: 256MiB or more",
        },
        {
          path: ["flower", "memory"],
          message: "got 128MiB; Airflow needs at least 192MiB here. Write memory: 192MiB or more",
        },
        {
          path: ["workers", "main", "memory"],
          message:
            "got 1GiB; Airflow needs at least 1280MiB here to run 16 tasks at once. Write memory: 1280MiB or more, or a lower concurrency",
        },
        {
          path: ["workers", "one", "memory"],
          message:
            "got 256MiB; Airflow needs at least 320MiB here to run 1 task at once. Write memory: 320MiB or more, or a lower concurrency",
        },
      ],
    ],
    [
      "LocalExecutor runs its tasks in the scheduler",
      { scheduler: { memory: "1GiB" }, workers: {} },
      { executor: "LocalExecutor" },
      [
        {
          path: ["scheduler", "memory"],
          message:
            "got 1GiB; Airflow needs at least 1920MiB here to run 32 tasks at once. Write memory: 1920MiB or more, or a lower airflow.options.core.parallelism",
        },
      ],
    ],
    [
      "a worker of 2.11 needs more",
      { workers: { main: { queues: ["default"], memory: "2GiB" } } },
      { version: "2.11.2" },
      [
        {
          path: ["workers", "main", "memory"],
          message:
            "got 2GiB; Airflow needs at least 2624MiB here to run 16 tasks at once. Write memory: 2624MiB or more, or a lower concurrency",
        },
      ],
    ],
  ];

test.each(table)("%s", (_, sections, airflow, findings) => {
  const file = deployment(sections, airflow);
  expect(sizes(file, release(file))).toEqual(findings);
});

test("a worker needs memory for each slot", () => {
  const file = deployment();
  expect([1, 4, 16].map((slots) => leastMemory(release(file), "worker", slots))).toEqual([320, 512, 1280]);
});
