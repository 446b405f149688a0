import { timezone } from "../../../../lib/airflow/rules/time/timezone";
import type { Finding } from "../../../../lib/deployment/words/finding";
import { deployment } from "../deployment";

type Sections = Parameters<typeof deployment>[0];
const table: readonly (readonly [what: string, sections: Sections, airflow: Sections, findings: readonly Finding[]])[] =
  [
    ["utc", {}, {}, []],
    ["Seoul", {}, { timezone: "Asia/Seoul" }, []],
    ["an older name", {}, { timezone: "Asia/Calcutta" }, []],
    [
      "lower case",
      {},
      { timezone: "asia/seoul" },
      [{ path: ["airflow", "timezone"], message: 'no time zone is called "asia/seoul"; write Asia/Seoul' }],
    ],
    [
      "no place on earth",
      {},
      { timezone: "Mars/Base" },
      [
        {
          path: ["airflow", "timezone"],
          message: 'no time zone is called "Mars/Base"; write an IANA name such as Asia/Seoul, or utc',
        },
      ],
    ],
    [
      "an offset",
      {},
      { timezone: "+09:00" },
      [
        {
          path: ["airflow", "timezone"],
          message: 'no time zone is called "+09:00"; write an IANA name such as Asia/Seoul, or utc',
        },
      ],
    ],
  ];

test.each(table)("%s", (_, sections, airflow, findings) => {
  const file = deployment(sections, airflow);
  expect(timezone(file)).toEqual(findings);
});
