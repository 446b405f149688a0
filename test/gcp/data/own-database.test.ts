import { databasePort as portOf } from "../../../lib/airflow/workloads/metadata-database";
import { ownDatabase } from "../../../lib/gcp/data/own-database";
import { gcpReading } from "../../support/gcp";
import { pieces } from "../../support/gcp-documents";

const unit = (...entries: readonly string[]) => {
  const { deployment } = gcpReading(...entries);
  return ownDatabase(deployment.metadataDatabase, deployment.databases, { pieces });
};
const lineOf = (text: string, key: string) =>
  text
    .replaceAll(/ \\\n\s*/g, " ")
    .split("\n")
    .flatMap((line) => (line.startsWith(`${key}=`) ? [line.slice(key.length + 1)] : []));
const [postgres, mysql] = [unit(), unit("metadataDatabase: { engine: mysql }")];
const started = ({ text }: typeof postgres) => lineOf(text, "ExecStart").join();

describe.each([
  ["postgres", postgres, "postgres:17"],
  ["mysql", mysql, "mysql:8.4"],
] as const)("%s", (engine, { name, stage, text, secrets, environment, drainSeconds }, image) => {
  test("is a store that everything waits for, and no task runs inside", () => {
    expect([name, stage, drainSeconds]).toEqual(["metadata-database", "store", 0]);
  });

  test("is started by our program in its image", () => {
    expect(lineOf(text, "ExecStart").join()).toContain(`--entrypoint=/bin/sh ${image} /run/secrets/start.sh`);
    expect(secrets["start.sh"]).toEqual([expect.stringMatching(/^#!\/bin\/sh\n/)]);
  });

  test("has its data on the data disk, and does not start without it", () => {
    expect(lineOf(text, "ExecStart").join()).toContain(
      `--mount=type=bind,source=/mnt/disks/airflow/${engine},target=/data `,
    );
    expect(lineOf(text, "AssertPathIsMountPoint")).toEqual(["/mnt/disks/airflow"]);
  });

  test("gets its password as a file, and nothing else of it", () => {
    expect(secrets["password"]).toEqual([{ secret: "acme-metadata-database" }]);
    expect(Object.keys(secrets)).toEqual(["start.sh", "password"]);
    expect(environment).toEqual({ DATABASE_USER: "airflow", DATABASES: "airflow", MAX_CONNECTIONS: "100" });
  });

  test("has two minutes to write out what is in memory, and Docker and systemd a little more", () => {
    const [seconds = ""] = /docker stop -t ([0-9]+)/.exec(text)?.slice(1) ?? [];
    expect(Number(seconds)).toBeGreaterThan(120);
    expect(Number(lineOf(text, "TimeoutStopSec"))).toBeGreaterThan(Number(seconds));
  });

  test("keeps of root what it needs to step down to its own user", () => {
    const kept = [
      ...lineOf(text, "ExecStart")
        .join()
        .matchAll(/--cap-add=(\w+)/g),
    ].map(([, one]) => one);
    expect(kept).toEqual(["CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"]);
  });

  test("puts what it makes of the secret into memory only", () => {
    expect(lineOf(text, "ExecStart").join()).toContain("--tmpfs=/run/store:rw,noexec,nosuid,nodev,size=1m");
  });
});

test("Postgres is healthy when it answers over the network, which the server that prepares the data does not", () => {
  expect(started(postgres)).toContain("pg_isready -q -h 127.0.0.1 -p 5432 -U airflow -d airflow");
});

test("MySQL is healthy when Airflow's user logs in, by a file and not by its command line", () => {
  const check =
    "mysql --defaults-extra-file=/run/store/client.cnf -h 127.0.0.1 -P 3306 -u airflow -e 'SELECT 1' airflow";
  expect(started(mysql)).toContain(check);
});

test("names, further databases and connections are the file's", () => {
  const own = unit(
    "metadataDatabase: { name: meta, user: air@flow, maxConnections: 300, password: { secret: pg, key: word } }",
    "databases: [crawl, other]",
  );
  expect(own.environment).toEqual({
    DATABASE_USER: "air@flow",
    DATABASES: "meta crawl other",
    MAX_CONNECTIONS: "300",
  });
  expect(own.secrets["password"]).toEqual([{ secret: "pg", key: "word" }]);
});

test("another image", () => {
  expect(started(unit("metadataDatabase: { image: registry.test/postgres:16 }"))).toContain(
    " registry.test/postgres:16 /run/secrets/start.sh",
  );
});

test("each engine has its own port", () => {
  expect([portOf({ engine: "postgres" }), portOf({ engine: "mysql" })]).toEqual([5432, 3306]);
});
