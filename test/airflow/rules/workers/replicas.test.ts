import { replicas } from "../../../../lib/airflow/rules/workers/replicas";
import type { Finding } from "../../../../lib/deployment/words/finding";
import { deployment } from "../deployment";

type Sections = Parameters<typeof deployment>[0];
const table: readonly (readonly [what: string, sections: Sections, airflow: Sections, findings: readonly Finding[]])[] =
  [
    [
      "one pool without replicas",
      { workers: { a1: { queues: ["default"] }, b2: { queues: ["default"], replicas: 0 } } },
      {},
      [],
    ],
    [
      "a pool that starts from zero",
      { workers: { a1: { queues: ["default"], replicas: { min: 0, max: 2 } } } },
      {},
      [],
    ],
    [
      "no replicas anywhere",
      { workers: { a1: { queues: ["default"], replicas: 0 }, b2: { queues: ["slow"], replicas: 0 } } },
      {},
      [
        {
          path: ["workers"],
          message: "every pool has replicas: 0 (a1, b2): no task would ever run. Write replicas: 1 in one of them",
        },
      ],
    ],
  ];

test.each(table)("%s", (_, sections, airflow, findings) => {
  const file = deployment(sections, airflow);
  expect(replicas(file)).toEqual(findings);
});

test("no scheduler", () => {
  const file = { ...deployment(), scheduler: { replicas: { min: 0, max: 0 } } };
  expect(replicas(file)).toEqual([
    { path: ["scheduler", "replicas"], message: "got 0: without a scheduler no DAG would ever run. Write replicas: 1" },
  ]);
});
