import { executor } from "../../../../lib/airflow/rules/workers/executor";
import type { Finding } from "../../../../lib/deployment/words/finding";
import { deployment } from "../deployment";

type Sections = Parameters<typeof deployment>[0];
const table: readonly (readonly [what: string, sections: Sections, airflow: Sections, findings: readonly Finding[]])[] =
  [
    ["Celery with a pool", {}, {}, []],
    [
      "Celery without pools",
      { workers: {} },
      {},
      [
        {
          path: ["workers"],
          message:
            "CeleryExecutor runs tasks on workers, and the file names no pool. Write workers: { default: { queues: [default] } }, or airflow.executor: LocalExecutor",
        },
      ],
    ],
    ["Local alone", { workers: {} }, { executor: "LocalExecutor" }, []],
    [
      "Local with everything of Celery",
      { flower: {}, broker: { host: "redis.acme" } },
      { executor: "LocalExecutor" },
      [
        {
          path: ["workers"],
          message:
            "LocalExecutor runs tasks inside the scheduler and starts no workers. Remove workers:, or write airflow.executor: CeleryExecutor",
        },
        {
          path: ["flower"],
          message:
            "Flower shows Celery's workers, and LocalExecutor has none. Remove flower:, or write airflow.executor: CeleryExecutor",
        },
        {
          path: ["broker"],
          message:
            "LocalExecutor sends tasks through no broker. Remove broker:, or write airflow.executor: CeleryExecutor",
        },
      ],
    ],
  ];

test.each(table)("%s", (_, sections, airflow, findings) => {
  const file = deployment(sections, airflow);
  expect(executor(file)).toEqual(findings);
});
