import { databaseCa, databaseTlsVariables, tlsQuery } from "../../lib/airflow/database-tls";
import { recorded } from "../support/recording-platform";
import { deployment } from "./rules/deployment";

const password = { secret: "pw" };
const over = (tls: boolean | { ca: string }) =>
  recorded(deployment({ metadataDatabase: { host: "pg.acme", password, tls } }));
const at = { host: "pg.acme", port: "5432", shownAs: "pg.acme:5432" };
const DELIVERED = { target: "/opt/airflow-cdktf/database-ca.pem", source: "/project/certs/pg.pem" };

test("in the clear there is no variable, no file and no parameter", () => {
  expect([databaseTlsVariables(at), databaseCa(at), tlsQuery(at, "sync"), tlsQuery(at, "async")]).toEqual([
    {},
    [],
    "",
    "",
  ]);
});

test("an authority of its own is delivered to every process and the migration, and named to both drivers", () => {
  const { airflow, composition } = over({ ca: "./certs/pg.pem" });
  for (const { files, plain } of [...airflow.services, composition.migration]) {
    expect(files).toContainEqual(DELIVERED);
    expect(plain["PGSSLROOTCERT"]).toBe(DELIVERED.target);
  }
});

test("else those that the image trusts count, and no file is delivered", () => {
  const { plain, files } = over(true).service("scheduler");
  expect(plain["PGSSLROOTCERT"]).toBe("/etc/ssl/certs/ca-certificates.crt");
  expect(files.map(({ target }) => target)).not.toContain(DELIVERED.target);
});

test("an authority may come as text", () => {
  expect(databaseCa({ ...at, tls: { ca: { content: "PEM" } } })).toEqual([
    { target: DELIVERED.target, content: "PEM" },
  ]);
});
