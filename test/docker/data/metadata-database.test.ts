// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { containerOf, deployed, uploadOf, variablesOf } from "../../support/docker";
import { airflow, POOL } from "../../support/reading";

const made = (line: string) => containerOf(deployed(airflow(), POOL, line), "metadata-database");
const own = containerOf(deployed(), "metadata-database");
const PASSWORD = "/run/secrets/password";

test("the password is read from a file, never from the environment", () => {
  expect(uploadOf(own, PASSWORD)).toEqual({
    file: PASSWORD,
    content: "${random_password.metadata-database.result}",
    permissions: "0444",
  });
  expect(variablesOf(own)).toEqual({
    POSTGRES_USER: "airflow",
    POSTGRES_DB: "airflow",
    POSTGRES_PASSWORD_FILE: PASSWORD,
    PGDATA: "/var/lib/airflow-metadata/pgdata",
  });
});

test("a given password", () => {
  expect(uploadOf(made("metadataDatabase: { password: { file: pg.txt } }"), PASSWORD).content).toBe(
    '${sensitive(trimspace(file(pathexpand("../../../pg.txt"))))}',
  );
});

test("data outlives the container, in a volume or a folder of the host", () => {
  const target = "/var/lib/airflow-metadata";
  expect(own.mounts).toEqual([{ type: "volume", source: "${docker_volume.metadata-database-data.name}", target }]);
  expect(made("docker: { storage: { metadataDatabase: ./data/pg } }").mounts).toEqual([
    { type: "bind", source: '${abspath(pathexpand("../../.././data/pg"))}', target },
  ]);
});

test("it accepts the connections of the file", () => {
  expect(own.command).toEqual(["postgres", "-c", "max_connections=100"]);
  expect(made("metadataDatabase: { maxConnections: 300 }").command).toEqual(["postgres", "-c", "max_connections=300"]);
});

test("health is asked over TCP: the server that initdb runs has a socket only", () => {
  const health = made("metadataDatabase: { user: meta, name: airflow_meta }").healthcheck;
  expect(JSON.stringify(health)).toContain("pg_isready -q -h 127.0.0.1 -U meta -d airflow_meta");
});
