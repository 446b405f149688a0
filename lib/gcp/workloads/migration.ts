import { PROGRAMS } from "../../airflow/files/files";
import { GATE_SECONDS } from "../../airflow/workloads/health";
import type { Service, Workload } from "../../airflow/workloads/service";
import type { Unit } from "../machines/document";
import { airflowContainer, type Surroundings } from "./process";

/** Longest that a stop waits for a migration: one that is cut off leaves a database that neither release knows. */
const MIGRATION_STOP_SECONDS = 600;
const GATE_STOP_SECONDS = 10;

/** Brings the database's user to its password where Cloud SQL runs it, see cloud_sql_user.py. */
const DATABASE_USER = "cloud-sql-user";

/** The one-shot on the master before all of Airflow's processes. On a migrated database it changes nothing. */
export const migration = (part: Workload, around: Surroundings): Unit =>
  airflowContainer(part, around, {
    name: "migration",
    description: "Airflow: migration of the metadata database",
    stage: "gate",
    runs: "once",
    after: [DATABASE_USER],
    stopSeconds: MIGRATION_STOP_SECONDS,
  });

/**
 * Waits on a worker's machine until the database is as its release needs it: whatever machine starts first, Airflow never
 * meets a database that is not migrated. Airflow's own check would stop the migration on MySQL, see the program.
 */
export const gate = (service: Service, around: Surroundings): Unit =>
  airflowContainer(
    {
      ...service,
      command: ["python", `${PROGRAMS}/airflow_cdktf_gate.py`],
      plain: { ...service.plain, AIRFLOW_CDKTF_GATE_SECONDS: String(GATE_SECONDS) },
    },
    around,
    {
      name: "gate",
      description: "Airflow: waits for the migrated metadata database",
      stage: "gate",
      runs: "once",
      stopSeconds: GATE_STOP_SECONDS,
    },
  );
