import { Construct } from "constructs";
import { cleansAfter } from "../../airflow/workloads/clean";
import type { Workload } from "../../airflow/workloads/service";
import type { AirflowServices } from "./airflow-services";
import { type AirflowTask, airflowTask } from "./airflow-task";
import { MAIN } from "./container";
import { airflowContainer } from "./process";

/**
 * The task that removes old runs from the metadata database, as large as the scheduler.
 * @param seconds age at which a finished run goes
 */
export function cleanTask(scope: Construct, services: AirflowServices, clean: Workload, seconds: number): AirflowTask {
  return airflowTask(new Construct(scope, "clean-task"), services.common, {
    name: "clean",
    role: "clean",
    files: clean.files,
    size: services.schedulerSize,
    containers: (around) => [
      airflowContainer(MAIN, { ...clean, plain: { ...clean.plain, ...cleansAfter(seconds) } }, around, {
        essential: true,
      }),
    ],
  });
}
