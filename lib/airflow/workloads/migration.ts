import type { AirflowPart } from "../../deployment/schema/airflow";
import { declaredQueues, plainVariables, type Surroundings, secretVariables } from "../environment/environment";
import { direct } from "../environment/proxy";
import { PROGRAMS } from "../files/files";
import { givenOr } from "../secrets/secret";
import { files } from "./process";
import type { Description } from "./workload";

/** Brings the database to the release, makes the admin if there is none, and applies the slot pools. */
export function migration(around: Surroundings): Description {
  const { airflow } = around.deployment;
  const secret = {
    ...secretVariables(around, true),
    AIRFLOW_CDKTF_ADMIN_PASSWORD: [givenOr(airflow.admin.password, "admin")],
  };
  return {
    kind: "one-shot",
    command: ["python", `${PROGRAMS}/airflow_cdktf_migrate.py`],
    plain: {
      ...direct(plainVariables(around), secret),
      AIRFLOW_CDKTF_AIRFLOW_VERSION: airflow.version,
      AIRFLOW_CDKTF_QUEUES: declaredQueues(around.deployment).join(","),
      // FAB tells of every permission that it makes, a hundred lines that hide the ones that matter.
      AIRFLOW__LOGGING__LOGGING_LEVEL: "WARNING",
      AIRFLOW_CDKTF_ADMIN_USERNAME: airflow.admin.username,
      AIRFLOW_CDKTF_ADMIN_EMAIL: airflow.admin.email,
      AIRFLOW_CDKTF_SLOT_POOLS: JSON.stringify(inOrder(airflow.slotPools)),
    },
    secret,
    files: files(around),
    stops: "It runs before Airflow's processes; until it succeeds nothing of the new release starts",
    path: ["airflow", "version"],
  };
}

const inOrder = (pools: AirflowPart["slotPools"]) =>
  Object.fromEntries(Object.entries(pools).sort(([a], [b]) => a.localeCompare(b)));
