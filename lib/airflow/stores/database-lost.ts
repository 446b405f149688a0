import type { MetadataDatabasePart } from "../../deployment/schema/data";

type Engine = MetadataDatabasePart["engine"];

const MODULE = "airflow_cdktf.database_lost";
const NAMES = {
  postgres: { sync: "POSTGRES", async: "ASYNCPG" },
  mysql: { sync: "MYSQL", async: "MYSQL" },
} as const satisfies Record<Engine, object>;

/**
 * Makes every process of Airflow load programs/airflow/src/airflow_cdktf/database_lost.py, by which a database that has
 * failed over counts as lost. Before 3.1 there is one option for both clients, and the other one is not read.
 */
export const databaseLostVariables = (engine: Engine): Readonly<Record<string, string>> => ({
  AIRFLOW__DATABASE__SQL_ALCHEMY_CONNECT_ARGS: `${MODULE}.${NAMES[engine].sync}`,
  AIRFLOW__DATABASE__SQL_ALCHEMY_CONNECT_ARGS_ASYNC: `${MODULE}.${NAMES[engine].async}`,
});

const SECONDS = 10;

/** The same for Celery's results, whose options hold no name of a module: its processes have loaded it. */
export const resultEngine = (engine: Engine): object => ({
  // Celery's own defaults, which Airflow's provider replaces by none.
  pool_pre_ping: true,
  pool_recycle: 1800,
  connect_args: {
    connect_timeout: SECONDS,
    ...(engine === "postgres" ? { target_session_attrs: "read-write" } : {}),
  },
});
