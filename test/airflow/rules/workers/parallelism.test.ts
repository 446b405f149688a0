import { parallelism } from "../../../../lib/airflow/rules/workers/parallelism";
import type { Finding } from "../../../../lib/deployment/words/finding";
import { deployment, release } from "../deployment";

type Sections = Parameters<typeof deployment>[0];
const table: readonly (readonly [what: string, sections: Sections, airflow: Sections, findings: readonly Finding[]])[] =
  [
    ["as many as the slots", { workers: { a1: { queues: ["default"], replicas: 2 } } }, {}, []],
    [
      "one scheduler",
      { workers: { a1: { queues: ["default"], replicas: { min: 1, max: 3 } } } },
      {},
      [
        {
          path: ["airflow", "options", "core", "parallelism"],
          message:
            "the pools have 48 slots, but [core] parallelism lets 32 tasks run at once (32 for each of 1 scheduler). To use them all write parallelism: 48",
          kind: "notice",
        },
      ],
    ],
    [
      "two schedulers, parallelism written",
      { scheduler: { replicas: 2 }, workers: { a1: { queues: ["default"], replicas: 6, concurrency: 8 } } },
      { options: { core: { parallelism: 16 } } },
      [
        {
          path: ["airflow", "options", "core", "parallelism"],
          message:
            "the pools have 48 slots, but [core] parallelism lets 32 tasks run at once (16 for each of 2 schedulers). To use them all write parallelism: 24",
          kind: "notice",
        },
      ],
    ],
    [
      "0 on 3.x",
      {},
      { options: { core: { parallelism: 0 } } },
      [
        {
          path: ["airflow", "options", "core", "parallelism"],
          message: 'Airflow 3.1 and newer 3.x takes no 0 for "without limit" any more. Write a number of tasks',
        },
      ],
    ],
    ["0 on 2.11", {}, { version: "2.11.2", options: { core: { parallelism: 0 } } }, []],
    ["LocalExecutor", { workers: {} }, { executor: "LocalExecutor", options: { core: { parallelism: 4 } } }, []],
  ];

test.each(table)("%s", (_, sections, airflow, findings) => {
  const file = deployment(sections, airflow);
  expect(parallelism(file, release(file))).toEqual(findings);
});
