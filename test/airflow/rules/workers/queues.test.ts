import { queues } from "../../../../lib/airflow/rules/workers/queues";
import type { Finding } from "../../../../lib/deployment/words/finding";
import { deployment } from "../deployment";

type Sections = Parameters<typeof deployment>[0];
const table: readonly (readonly [what: string, sections: Sections, airflow: Sections, findings: readonly Finding[]])[] =
  [
    [
      "the default queue consumed twice",
      { workers: { a1: { queues: ["default"] }, b2: { queues: ["slow", "default"] } } },
      {},
      [],
    ],
    [
      "the known outage: one worker per queue and none for default",
      { workers: { worker1: { queues: ["q_name1"] }, worker2: { queues: ["q_name2"] } } },
      {},
      [
        {
          path: ["workers"],
          message:
            'no pool consumes queue "default", where tasks go that name no queue: they would wait for ever. Write queues: [..., default] in one pool, or name a consumed queue: airflow.options.operators.default_queue: q_name1',
        },
      ],
    ],
    [
      "another default queue",
      { workers: { a1: { queues: ["slow"] } } },
      { options: { operators: { default_queue: "slow" } } },
      [],
    ],
    [
      "another default queue that nobody consumes",
      {},
      { options: { operators: { default_queue: "slow" } } },
      [
        {
          path: ["airflow", "options", "operators", "default_queue"],
          message:
            'no pool consumes queue "slow", where tasks go that name no queue: they would wait for ever. Write queues: [..., slow] in one pool',
        },
      ],
    ],
    [
      "a default queue in a secret",
      {},
      { options: { operators: { default_queue: { secret: "queue" } } } },
      [
        {
          path: ["airflow", "options", "operators", "default_queue"],
          message: "expected a queue's name as text: queues are checked before deploying",
        },
      ],
    ],
    [
      "the default queue on a pool without replicas",
      { workers: { a1: { queues: ["fast"] }, b2: { queues: ["default"], replicas: 0 } } },
      {},
      [
        {
          path: ["workers"],
          message:
            'only pool "b2", which has no replicas, consumes queue "default", where tasks go that name no queue: they would wait for ever. Write queues: [..., default] in one pool, or name a consumed queue: airflow.options.operators.default_queue: fast',
        },
      ],
    ],
    [
      "another queue on a pool without replicas",
      { workers: { a1: { queues: ["default"] }, b2: { queues: ["reports", "default"], replicas: 0 } } },
      {},
      [
        {
          path: ["workers", "b2", "replicas"],
          message:
            'no other pool consumes "reports": tasks sent there wait, and fail when Airflow gives them up. Write replicas: 1, or send no task there',
          kind: "notice",
        },
      ],
    ],
    ["LocalExecutor has no queues", { workers: {} }, { executor: "LocalExecutor" }, []],
  ];

test.each(table)("%s", (_, sections, airflow, findings) => {
  const file = deployment(sections, airflow);
  expect(queues(file)).toEqual(findings);
});
