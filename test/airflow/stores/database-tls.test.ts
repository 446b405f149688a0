import { DATABASE_CA, databaseTlsVariables, tlsQuery } from "../../../lib/airflow/stores/database-tls";
import { deliveredCa } from "../../../lib/airflow/stores/server-ca";
import { recorded } from "../../support/recording-platform";
import { deployment } from "../rules/deployment";

const password = { secret: "pw" };
const over = (tls: boolean | { ca: string }) =>
  recorded(deployment({ metadataDatabase: { host: "pg.acme", password, tls } }));
const at = { host: "pg.acme", port: "5432", shownAs: "pg.acme:5432" };
const DELIVERED = { target: "/opt/airflow-cdktf/database-ca.pem", source: "/project/certs/pg.pem" };

test.each(["postgres", "mysql"] as const)(
  "in the clear there is no variable, no file and no parameter: %s",
  (engine) => {
    const found = [databaseTlsVariables(at, engine), deliveredCa(at, DATABASE_CA), tlsQuery(at, engine, "sync")];
    expect([...found, tlsQuery(at, engine, "async")]).toEqual([{}, [], "", ""]);
  },
);

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
  expect(deliveredCa({ ...at, tls: { ca: { content: "PEM" } } }, DATABASE_CA)).toEqual([
    { target: DELIVERED.target, content: "PEM" },
  ]);
});

test("an authority that the target places is named, and not delivered a second time", () => {
  const placed = { ...at, tls: { ca: "placed" as const } };
  expect(deliveredCa(placed, DATABASE_CA)).toEqual([]);
  expect(databaseTlsVariables(placed, "postgres")).toEqual({ PGSSLROOTCERT: DELIVERED.target });
});

describe("where the name in the certificate is not the host's, the authority alone counts", () => {
  const byAuthority = { ...at, tls: { ca: "placed" as const, name: false as const } };

  test("for both drivers of Postgres", () => {
    expect(tlsQuery(byAuthority, "postgres", "sync")).toBe("?sslmode=verify-ca");
    expect(tlsQuery(byAuthority, "postgres", "async")).toBe("?ssl=verify-ca");
  });

  test("for mysqlclient by its URL, and for aiomysql by an object that Airflow finds", () => {
    expect(tlsQuery(byAuthority, "mysql", "sync")).toBe(`?ssl_ca=${DELIVERED.target}`);
    expect(tlsQuery(byAuthority, "mysql", "async")).toBe("");
    expect(databaseTlsVariables(byAuthority, "mysql")).toEqual({
      AIRFLOW_CDKTF_DATABASE_CA: DELIVERED.target,
      AIRFLOW__DATABASE__SQL_ALCHEMY_CONNECT_ARGS_ASYNC: "airflow_cdktf.database_tls.AUTHORITY",
    });
  });
});

test("MySQL with a name that counts", () => {
  const named = { ...at, tls: {} };
  const ca = "/etc/ssl/certs/ca-certificates.crt";
  expect(tlsQuery(named, "mysql", "sync")).toBe(`?ssl_ca=${ca}&ssl_mode=VERIFY_IDENTITY`);
  expect(databaseTlsVariables(named, "mysql")).toEqual({
    AIRFLOW_CDKTF_DATABASE_CA: ca,
    AIRFLOW__DATABASE__SQL_ALCHEMY_CONNECT_ARGS_ASYNC: "airflow_cdktf.database_tls.NAME",
  });
});
