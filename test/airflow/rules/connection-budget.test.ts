import { connectionBudget } from "../../../lib/airflow/derived/connection-budget";
import { connections } from "../../../lib/airflow/rules/servers/connections";
import type { Finding } from "../../../lib/deployment/words/finding";
import { deployment, release } from "./deployment";

type Sections = Parameters<typeof deployment>[0];
const table: readonly (readonly [what: string, sections: Sections, airflow: Sections, findings: readonly Finding[]])[] =
  [
    ["four workers of 16 fit into 100", { workers: { main: { queues: ["default"], replicas: 4 } } }, {}, []],
    [
      "six do not",
      {
        workers: { main: { queues: ["default"], replicas: 3 }, gpu: { queues: ["gpu"], replicas: { min: 1, max: 3 } } },
      },
      {},
      [
        {
          path: ["metadataDatabase", "maxConnections"],
          message:
            "the metadata database accepts 100 connections, and this file needs 131 when all of it is busy: webserver 15, scheduler 3, dagProcessor 2, triggerer 2, workers.main 51, workers.gpu 51, kept free 7. Write maxConnections: 150, or fewer replicas or less concurrency",
        },
      ],
    ],
    [
      "a server that accepts more",
      { metadataDatabase: { maxConnections: 150 }, workers: { main: { queues: ["default"], replicas: 6 } } },
      {},
      [],
    ],
    [
      "an existing server with a limit",
      {
        metadataDatabase: { host: "db.acme", password: { secret: "db" }, maxConnections: 100 },
        workers: { main: { queues: ["default"], replicas: 6 } },
      },
      {},
      [
        {
          path: ["metadataDatabase", "maxConnections"],
          message:
            "the metadata database accepts 100 connections, and this file needs 131 when all of it is busy: webserver 15, scheduler 3, dagProcessor 2, triggerer 2, workers.main 102, kept free 7. Write fewer replicas or less concurrency, or raise the server's limit and maxConnections here",
        },
      ],
    ],
    [
      "an existing server without one",
      {
        metadataDatabase: { host: "db.acme", password: { secret: "db" } },
        workers: { main: { queues: ["default"], replicas: 60 } },
      },
      {},
      [],
    ],
    [
      "2.11 needs two for each slot",
      { workers: { main: { queues: ["default"], replicas: 3 } } },
      { version: "2.11.2" },
      [
        {
          path: ["metadataDatabase", "maxConnections"],
          message:
            "the metadata database accepts 100 connections, and this file needs 118 when all of it is busy: webserver 4, scheduler 3, dagProcessor 3, triggerer 2, workers.main 99, kept free 7. Write maxConnections: 150, or fewer replicas or less concurrency",
        },
      ],
    ],
  ];

test.each(table)("%s", (_, sections, airflow, findings) => {
  const file = deployment(sections, airflow);
  expect(connections(file, release(file))).toEqual(findings);
});

test("the share of each role, when every pool has its full number", () => {
  const file = deployment(
    {
      flower: {},
      webserver: { replicas: 2 },
      workers: { main: { queues: ["default"], replicas: { min: 1, max: 3 } } },
    },
    { options: { database: { sql_alchemy_pool_size: 3, sql_alchemy_max_overflow: 2 } } },
  );
  expect(connectionBudget(file, release(file))).toEqual([
    { who: "webserver", connections: 10 },
    { who: "scheduler", connections: 3 },
    { who: "dagProcessor", connections: 2 },
    { who: "triggerer", connections: 2 },
    { who: "flower", connections: 1 },
    { who: "workers.main", connections: 51 },
  ]);
});

test("LocalExecutor on 2.11 holds a connection for each task", () => {
  const file = deployment({ workers: {} }, { version: "2.11.2", executor: "LocalExecutor" });
  expect(connectionBudget(file, release(file))).toContainEqual({ who: "scheduler", connections: 35 });
});

test("a pool of SQLAlchemy without limit counts every task", () => {
  const options = { database: { sql_alchemy_max_overflow: -1 } };
  const file = deployment({}, { options });
  expect(connectionBudget(file, release(file))).toContainEqual({ who: "webserver", connections: 16 });
});
