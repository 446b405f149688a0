import { Construct } from "constructs";
import { PROGRAMS } from "../../airflow/files/files";
import { DAY_SECONDS } from "../../deployment/usual";
import type { AirflowServices } from "./airflow-services";
import { type AirflowTask, airflowTask } from "./airflow-task";
import { MAIN } from "./container";
import { airflowContainer } from "./process";

/**
 * The task that removes old runs from the metadata database, with all that the scheduler has.
 * @param seconds age at which a finished run goes
 */
export function cleanTask(scope: Construct, services: AirflowServices, seconds: number): AirflowTask {
  const { service, size } = services.scheduler;
  return airflowTask(new Construct(scope, "clean-task"), services.common, {
    name: "clean",
    role: "clean",
    files: service.files,
    size,
    containers: (around) => [
      airflowContainer(
        MAIN,
        {
          command: ["python", `${PROGRAMS}/airflow_cdktf_clean.py`],
          plain: { ...service.plain, AIRFLOW_CDKTF_CLEAN_DAYS: String(seconds / DAY_SECONDS) },
          secret: service.secret,
        },
        around,
        { essential: true },
      ),
    ],
  });
}
