import { check } from "../../../lib/airflow/rules/check";
import type { Finding } from "../../../lib/deployment/words/finding";
import { deployment, limits } from "./deployment";

type Sections = Parameters<typeof deployment>[0];
const table: readonly (readonly [what: string, sections: Sections, airflow: Sections, findings: readonly Finding[]])[] =
  [
    ["the smallest file", {}, {}, []],
    [
      "findings of several rules, in the order of the file",
      { workers: { main: { queues: ["slow"], memory: "512MiB" } } },
      { version: "2.11.2", timezone: "Seoul", options: { api: { base_url: "x" } } },
      [
        {
          path: ["airflow", "version"],
          message: "Airflow 2.x is out of support since 2026-04-22: it gets no security fixes. Plan the upgrade to 3.x",
          kind: "notice",
        },
        {
          path: ["airflow", "timezone"],
          message: 'no time zone is called "Seoul"; write an IANA name such as Asia/Seoul, or utc',
        },
        {
          path: ["workers"],
          message:
            'no pool consumes queue "default", where tasks go that name no queue: they would wait for ever. Write queues: [..., default] in one pool, or name a consumed queue: airflow.options.operators.default_queue: slow',
        },
        {
          path: ["airflow", "options", "api", "base_url"],
          message: "[api] base_url is set by this program; write webserver.baseUrl",
        },
        {
          path: ["workers", "main", "memory"],
          message:
            "got 512MiB; Airflow needs at least 2624MiB here to run 16 tasks at once. Write memory: 2624MiB or more, or a lower concurrency",
        },
      ],
    ],
    [
      "an unsupported release is judged by nothing that needs its table",
      { workers: { main: { queues: ["slow"] } } },
      { version: "1.10.15", options: { webserver: { base_url: "x" } } },
      [
        {
          path: ["airflow", "version"],
          message: 'Airflow 1.10.15 is not supported; supported: 3.1 and newer 3.x, and 2.11.x. Write version: "3.3.2"',
        },
        {
          path: ["workers"],
          message:
            'no pool consumes queue "default", where tasks go that name no queue: they would wait for ever. Write queues: [..., default] in one pool, or name a consumed queue: airflow.options.operators.default_queue: slow',
        },
      ],
    ],
  ];

test.each(table)("%s", (_, sections, airflow, findings) => {
  const file = deployment(sections, airflow);
  expect(check({ deployment: file, texts: [] }, limits)).toEqual(findings);
});
