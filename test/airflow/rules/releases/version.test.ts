import { version } from "../../../../lib/airflow/rules/releases/version";
import type { Finding } from "../../../../lib/deployment/words/finding";
import { deployment } from "../deployment";

type Sections = Parameters<typeof deployment>[0];
const table: readonly (readonly [what: string, sections: Sections, airflow: Sections, findings: readonly Finding[]])[] =
  [
    ["3.3.2 is the default", {}, {}, []],
    [
      "2.11 is out of support",
      {},
      { version: "2.11.2" },
      [
        {
          path: ["airflow", "version"],
          message: "Airflow 2.x is out of support since 2026-04-22: it gets no security fixes. Plan the upgrade to 3.x",
          kind: "notice",
        },
      ],
    ],
    ["3.1 is the oldest 3.x", {}, { version: "3.1.0" }, []],
    [
      "newer than the tables",
      {},
      { version: "3.4.0" },
      [
        {
          path: ["airflow", "version"],
          message:
            "Airflow 3.4.0 is newer than the releases this program knows (up to 3.3.x). It is deployed as 3.3, and its options are read as those of 3.4.0b2",
          kind: "notice",
        },
      ],
    ],
    [
      "3.0",
      {},
      { version: "3.0.6" },
      [
        {
          path: ["airflow", "version"],
          message: 'Airflow 3.0.6 is not supported; supported: 3.1 and newer 3.x, and 2.11.x. Write version: "3.3.2"',
        },
      ],
    ],
    [
      "2.10",
      {},
      { version: "2.10.5" },
      [
        {
          path: ["airflow", "version"],
          message: 'Airflow 2.10.5 is not supported; supported: 3.1 and newer 3.x, and 2.11.x. Write version: "3.3.2"',
        },
      ],
    ],
    [
      "4.0",
      {},
      { version: "4.0.0" },
      [
        {
          path: ["airflow", "version"],
          message: 'Airflow 4.0.0 is not supported; supported: 3.1 and newer 3.x, and 2.11.x. Write version: "3.3.2"',
        },
      ],
    ],
    [
      "no numbers",
      {},
      { version: "latest" },
      [
        {
          path: ["airflow", "version"],
          message:
            'expected three numbers such as 3.3.2, got "latest"; supported: 3.1 and newer 3.x, and 2.11.x. Write version: "3.3.2"',
        },
      ],
    ],
    [
      "two numbers",
      {},
      { version: "3.3" },
      [
        {
          path: ["airflow", "version"],
          message:
            'expected three numbers such as 3.3.2, got "3.3"; supported: 3.1 and newer 3.x, and 2.11.x. Write version: "3.3.2"',
        },
      ],
    ],
  ];

test.each(table)("%s", (_, sections, airflow, findings) => {
  const file = deployment(sections, airflow);
  expect(version(file)).toEqual(findings);
});
