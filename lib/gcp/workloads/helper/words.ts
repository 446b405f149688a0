import { repositoryPort } from "../../../airflow/files/repository-address";
import { givenOr, type Hole } from "../../../airflow/secrets/secret";
import { gitSecrets } from "../../../airflow/workloads/git-sync";
import type { GcpReading } from "../../settings/settings";
import { inPackage, program, type Words } from "./own";

/** Secrets that units of ours share with Airflow's processes. */
export interface Shared {
  /** All of the scheduler's. */
  readonly all: readonly Hole[];
  /** Of whoever counts what waits. */
  readonly counting: readonly Hole[];
  readonly ofWorkers: readonly Hole[];
}

const RUNS = "it still runs, by systemd";

/** What a unit of ours is, by its name; those of stores are in helper.ts. */
export const WORDS: Readonly<Record<string, (reading: GcpReading, secrets: Shared) => Words>> = {
  "cloud-sql-user": ({ deployment: { metadataDatabase } }) => ({
    kind: "one-shot",
    command: inPackage("cloud_sql_user"),
    secrets: [givenOr(metadataDatabase.password, "metadata-database")],
    stops: `It gives ${metadataDatabase.user} its password before the migration; until then nothing of Airflow starts`,
    path: ["cloudSql"],
  }),
  migration: (_, { all }) => ({
    kind: "one-shot",
    command: program("airflow_cdktf_migrate"),
    secrets: all,
    stops:
      "It runs before everything of Airflow; when it fails nothing of the new version starts, and it is tried again",
    path: ["airflow", "version"],
  }),
  gate: (_, { ofWorkers }) => ({
    kind: "one-shot",
    command: ["python", "airflow_cdktf_gate.py"],
    secrets: ofWorkers,
    stops: "It holds a worker back until the database is migrated",
    path: ["airflow", "version"],
  }),
  "git-sync": ({ deployment: { airflow } }) => ({
    health: RUNS,
    stops: "Changes of the DAGs do not arrive on its machine until it is back; known ones go on",
    calls: [{ role: "repository", port: repositoryPort(airflow.dags.git ?? ""), what: "git" }],
    secrets: gitSecrets(airflow.dags).map((given) => ({ given })),
    path: ["airflow", "dags"],
  }),
  "dags-sync": () => ({
    command: inPackage("dags_sync"),
    health: "it has a copy of the bucket",
    stops: "Changes of the DAGs do not arrive on its machine until it is back; known ones go on",
    path: ["airflow", "dags"],
  }),
  dags: () => ({
    role: "gate of the DAGs",
    kind: "one-shot",
    stops: "It holds Airflow back on its machine until the first copy of the DAGs is there",
    path: ["airflow", "dags"],
  }),
  metrics: (_, { counting }) => ({
    command: program("airflow_cdktf_metrics"),
    health: RUNS,
    secrets: counting,
    stops: "Pools do not grow until it is back",
    path: ["workers"],
  }),
  dump: ({ deployment: { metadataDatabase } }) => ({
    kind: "one-shot",
    command: program("airflow_cdktf_dump"),
    secrets: [givenOr(metadataDatabase.password, "metadata-database")],
    stops: "It runs every day, and tries what it dumped by a restore; a failed one leaves the dumps before it",
    path: ["backups"],
  }),
  clean: (_, { all }) => ({
    kind: "one-shot",
    command: program("airflow_cdktf_clean"),
    secrets: all,
    stops: "It runs every night; what it did not remove goes the next night",
    path: ["cleanAfter"],
  }),
};
