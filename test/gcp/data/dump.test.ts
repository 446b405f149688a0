import type { Endpoint } from "../../../lib/airflow/endpoint";
import { dump, dumpImage } from "../../../lib/gcp/data/dump";
import { gcpReading } from "../../support/gcp";
import { around, IMAGE, pieces, runOf, valuesOf } from "../../support/gcp-documents";

const AT: Endpoint = { host: "metadata-database.acme.internal", port: "3306", shownAs: "x" };

const unit = (entries: readonly string[] = [], database = AT) =>
  dump({ stack: "acme", reading: gcpReading(...entries), database, around: around(), bucket: "acme-backups" });
const MYSQL = "metadataDatabase: { engine: mysql }";

test("once a day, ten minutes after the snapshot, and not without the data disk", () => {
  const { timer, text } = unit(["backups: { hour: 4 }"]);
  expect(timer).toContain("OnCalendar=*-*-* 04:10:00 UTC");
  expect(valuesOf(text, "AssertPathIsMountPoint")).toEqual(["/mnt/disks/airflow"]);
});

test("Airflow's image speaks to Google, the server's takes the dump, one after the other", () => {
  const made = unit([MYSQL.replace("mysql }", 'mysql, image: "mysql:9" }')]);
  const [fetch, take] = valuesOf(made.text, "ExecStartPre").filter((line) => line.startsWith("docker run"));
  expect(fetch).toMatch(new RegExp(`--name=dump-fetch .*${IMAGE} .*airflow_cdktf_dump.py fetch$`));
  expect(take).toMatch(
    /--name=dump-take .*--user=mysql:0 .*mysql:9 \/opt\/airflow-cdktf\/airflow_cdktf_gcp\/dump_mysql.sh$/,
  );
  expect(runOf(made).join(" ")).toMatch(/--name=dump .*airflow_cdktf_dump.py finish$/);
});

test("the password is a file, the rest of the way to the server is said in its tools' words", () => {
  const postgres = unit();
  expect(postgres.secrets).toEqual({ password: pieces([{ secret: "metadata-database" }]) });
  expect(postgres.environment).toMatchObject({
    PGHOST: AT.host,
    PGPORT: "3306",
    PGUSER: "airflow",
    PGDATABASE: "airflow",
    PGSSLMODE: "disable",
  });
  expect(unit([MYSQL]).environment).toMatchObject({
    DUMP_HOST: AT.host,
    DUMP_USER: "airflow",
    DUMP_DATABASE: "airflow",
    DUMP_SSL_MODE: "DISABLED",
  });
});

test("the program knows kind of server, bucket and folder", () => {
  expect(JSON.parse(unit().environment["AIRFLOW_CDKTF_DUMP"] ?? "")).toEqual({
    engine: "postgres",
    bucket: "acme-backups",
    prefix: "dumps",
    stack: "acme",
  });
});

test("a server with a certificate of its own authority is checked, its name only where it is the host's", () => {
  const tls = (name?: false): Endpoint => ({ ...AT, tls: { ca: "placed", ...(name === false ? { name } : {}) } });
  expect(unit([], tls(false)).environment).toMatchObject({
    PGSSLMODE: "verify-ca",
    PGSSLROOTCERT: "/opt/airflow-cdktf/database-ca.pem",
  });
  expect(unit([], tls()).environment["PGSSLMODE"]).toBe("verify-full");
  expect(unit([MYSQL], tls(false)).environment).toMatchObject({
    DUMP_SSL_MODE: "VERIFY_CA",
    DUMP_SSL_CA: "/opt/airflow-cdktf/database-ca.pem",
  });
});

test.each([
  [[], "postgres:17"],
  [['metadataDatabase: { image: "postgres:16" }'], "postgres:16"],
  [["cloudSql: { version: POSTGRES_15 }"], "postgres:15"],
  [["cloudSql: {}"], "postgres:17"],
  [["cloudSql: { version: MYSQL_8_0 }", MYSQL], "mysql:8.4"],
] as const)("a dump of %j is taken with %s: its own tools, or newer ones", (entries, image) => {
  expect(dumpImage(gcpReading(...entries))).toBe(image);
});
