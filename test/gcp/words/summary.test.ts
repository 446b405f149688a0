import { summary } from "../../../lib/gcp/words/summary";
import { gcpReading } from "../../support/gcp";

const of = (...entries: string[]) =>
  Object.fromEntries(summary("acme", gcpReading(...entries)).map(({ name, value }) => [name, value]));

const airflow = (version: string, dags: string) => `airflow: { version: "${version}", dags: ${dags} }`;

test("servers are on the master's data disk, unless Google runs them", () => {
  expect(of()).toMatchObject({
    "Metadata database": "our own postgres:17 on the master's data disk",
    Broker: "our own redis:8 on the master's data disk",
  });
  expect(of("metadataDatabase: { engine: mysql }")["Metadata database"]).toBe(
    "our own mysql:8.4 on the master's data disk",
  );
  expect(
    of("cloudSql: { tier: db-custom-4-15360 }", "memorystore: { memory: 2, highAvailability: false }"),
  ).toMatchObject({
    "Metadata database": "our own Postgres 17 on Cloud SQL, db-custom-4-15360, with a standby in another zone",
    Broker: "our own Redis on Memorystore, 2 GiB, without a copy",
  });
  expect(of("cloudSql: {}", "metadataDatabase: { engine: mysql }")["Metadata database"]).toMatch(
    /^our own MySQL 8.4 on/,
  );
});

test("servers that exist are not called our own", () => {
  const facts = of(
    "metadataDatabase: { host: pg.acme, password: { secret: pg } }",
    "broker: { host: redis.acme, password: { secret: redis } }",
  );
  expect(Object.keys(facts)).toEqual(["Changes of DAGs", "System", "Terraform's state"]);
});

test("system and state", () => {
  expect(of()).toMatchObject({
    System: "Container-Optimized OS, cos-125-lts",
    "Terraform's state": "bucket acme-terraform-state, folder airflow/acme",
  });
  expect(of("state: { bucket: acme-terraform-state, prefix: prod }")["Terraform's state"]).toContain("folder prod");
});

const GIT = '{ git: "https://example.com/dags.git", every: 5m }';

test.each([
  [
    "a repository on 3.x: one commit for a run",
    airflow("3.3.2", GIT),
    "within 5 min of a push, and the time to parse it; a run keeps the commit that it began with, and every machine takes that one",
  ],
  [
    "a repository on 2.11: each machine by itself",
    airflow("2.11.2", GIT),
    "every machine looks each 5 min: they differ for no longer than that, and a task takes what its machine has when it starts; a new file is found within 5 min",
  ],
  [
    "a bucket on 3.x",
    airflow("3.3.2", '{ bucket: "gs://acme-dags/airflow" }'),
    "every machine looks each 1 min: they differ for no longer than that, and a task takes what its machine has when it starts",
  ],
  [
    "an image",
    airflow("3.3.2", "{ image: /opt/airflow/dags }"),
    "with the next deployment of an image: every machine has the one of that digest",
  ],
])("how soon a change of the DAGs arrives: %s", (_, entry, words) => {
  expect(of(entry)["Changes of DAGs"]).toBe(words);
});

test("new files of 2.11 are found as often as the file says", () => {
  const options = "options: { scheduler: { dag_dir_list_interval: 60 } }";
  expect(of(`airflow: { version: "2.11.2", dags: ${GIT}, ${options} }`)["Changes of DAGs"]).toMatch(/within 1 min$/);
});
