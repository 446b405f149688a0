import { dags } from "../../../../lib/airflow/rules/network/dags";
import type { Finding } from "../../../../lib/deployment/words/finding";
import { deployment, limits, release } from "../deployment";

type Sections = Parameters<typeof deployment>[0];
const table: readonly (readonly [what: string, sections: Sections, airflow: Sections, findings: readonly Finding[]])[] =
  [
    ["a folder where the machine's files can be mounted", {}, { dags: { folder: "./dags" } }, []],
    ["git on 3.x", {}, { dags: { git: "https://example.com/a/dags.git" } }, []],
    [
      "git on 2.11",
      {},
      { version: "2.11.2", dags: { git: "https://example.com/a/dags.git" } },
      [
        {
          path: ["airflow", "dags", "git"],
          message:
            "Airflow 2.11 cannot read a repository by itself: git-sync keeps a copy on every machine. Machines may differ for one interval, and a run does not keep the commit that it began with",
          kind: "notice",
        },
      ],
    ],
  ];

test.each(table)("%s", (_, sections, airflow, findings) => {
  const file = deployment(sections, airflow);
  expect(dags(file, limits, release(file))).toEqual(findings);
});

test("a folder of this machine where machines cannot see it", () => {
  const file = deployment({}, { dags: { folder: "./dags" } });
  expect(dags(file, { ...limits, hostFiles: false }, release(file))).toEqual([
    {
      path: ["airflow", "dags", "folder"],
      message:
        "this target's machines do not see folders of this machine. Write git: REPOSITORY, or put the DAGs into the image",
    },
  ]);
});
