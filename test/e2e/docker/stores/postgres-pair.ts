import { docker, tryDocker } from "../../docker";
import { until } from "../../wait";
import { type Pair, server } from "./servers";

export const DATABASE = "database.e2e";
export const DATABASE_PASSWORD = "given-Stores/e2e:p@ss";
const [FIRST, SECOND] = ["e2e-stores-postgres-1", "e2e-stores-postgres-2"] as const;

/** The second begins as a copy of the first and goes on copying. */
const COPY = `set -e
install -d -o postgres -g postgres -m 700 "$PGDATA"
export PGPASSWORD="$POSTGRES_PASSWORD"
as="setpriv --reuid=postgres --regid=postgres --init-groups"
$as pg_basebackup -h "$LEADER" -U airflow -D "$PGDATA" -R -X stream
exec $as postgres`;

/** Two Postgres, the second a streaming copy of the first. */
export async function postgresPair(): Promise<Pair> {
  const pair: Pair = { name: DATABASE, first: FIRST, second: SECOND };
  await tryDocker("rm", "--force", "--volumes", pair.first, pair.second);
  const secrets = { POSTGRES_USER: "airflow", POSTGRES_PASSWORD: DATABASE_PASSWORD, POSTGRES_INITDB_ARGS: "--no-sync" };
  await server(pair.first, "postgres:17", { command: ["postgres", "-c", "fsync=off"], secrets });
  await until("the first Postgres to answer", 180, async () => {
    await docker("exec", pair.first, "pg_isready", "-q", "-h", "127.0.0.1", "-U", "airflow");
    return true;
  });
  const rule = "host replication airflow all scram-sha-256";
  await docker("exec", pair.first, "sh", "-c", `echo '${rule}' >> "$PGDATA/pg_hba.conf"`);
  await sql(pair.first, "SELECT pg_reload_conf()");
  const options = ["--user", "0", "--entrypoint", "sh"];
  await server(pair.second, "postgres:17", {
    options,
    command: ["-c", COPY],
    secrets: { ...secrets, LEADER: pair.first },
  });
  await until("the second Postgres to copy from the first", 180, async () => {
    const state = await sql(pair.first, "SELECT state FROM pg_stat_replication");
    return state === "streaming";
  });
  return pair;
}

export const sql = (name: string, statement: string): Promise<string> =>
  docker("exec", name, "psql", "-w", "-U", "airflow", "-d", "airflow", "-Atc", statement);

/** As a server is whose disk is full, or that was told that another one is the primary now. */
export async function readOnly(name: string): Promise<void> {
  await sql(name, "ALTER SYSTEM SET default_transaction_read_only = on");
  await sql(name, "SELECT pg_reload_conf()");
}

export async function promoted(name: string): Promise<void> {
  await sql(name, "SELECT pg_promote(true, 30)");
}
