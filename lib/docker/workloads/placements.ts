import type { Rows } from "../../airflow/workloads/besides";

/** A container of its own. */
const CONTAINER = {};

/** What becomes of each workload beside Airflow's roles on this host. */
export const PLACEMENTS: Rows<object> = {
  "metadata-database": CONTAINER,
  broker: CONTAINER,
  migration: CONTAINER,
  proxy: CONTAINER,
  "git-sync": CONTAINER,
  "dags-sync": { absent: "DAGs from a bucket are refused here" },
  metrics: { absent: "nothing here adds a worker by itself" },
  clean: { absent: "people do it by hand, see docs/operations.md" },
  dump: { absent: "npm run backup dumps the database, and npm run up does before an upgrade" },
};
