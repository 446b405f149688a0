import { documentOf } from "../../support/gcp-documents";

const names = (machine: string, ...entries: string[]) => documentOf(machine, entries).units.map(({ name }) => name);
const two = (dags: string) => `airflow: { version: "2.11.2", dags: ${dags} }`;
const GIT = "{ git: https://example.com/dags.git }";
const SYNC = "gitSyncImage: registry.test/git-sync:v4";

test("on 2.11 every machine keeps a copy of the repository", () => {
  for (const machine of ["master", "main"])
    expect(names(machine, two(GIT), SYNC)).toEqual(expect.arrayContaining(["git-sync", "dags"]));
});

test("on 2.11 every machine keeps a copy of the bucket", () => {
  for (const machine of ["master", "main"])
    expect(names(machine, two("{ bucket: gs://acme-dags }"))).toEqual(expect.arrayContaining(["dags-sync", "dags"]));
});

test("3.x has bundles of its own, and an image has its DAGs", () => {
  const more = ["git-sync", "dags-sync", "dags"];
  const others = [`airflow: { version: "3.3.2", dags: ${GIT} }`, two("{ image: /opt/airflow/dags }")];
  for (const entry of others) expect(names("main", entry, SYNC).filter((name) => more.includes(name))).toEqual([]);
});

test("the image of git-sync is pulled before anything stops", () => {
  expect(documentOf("main", [two(GIT), SYNC]).images).toEqual(["registry.test/git-sync:v4"]);
});

test("every process of Airflow reads the copy", () => {
  const { units } = documentOf("master", [two(GIT), SYNC]);
  for (const name of ["scheduler", "webserver", "dag-processor", "triggerer"])
    expect(units.find((unit) => unit.name === name)?.text).toContain(
      "source=/var/lib/airflow/dags,target=/opt/airflow/git,readonly",
    );
});
