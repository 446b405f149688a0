import { measures } from "../../airflow/workloads/metrics";
import type { Workload } from "../../airflow/workloads/service";
import type { Deployment } from "../../deployment/schema/schema";
import type { Unit } from "../machines/document";
import type { GcpFile } from "../settings/settings";
import { airflowContainer, type Surroundings } from "./process";

const STOP_SECONDS = 10;

export interface MetricsProps {
  readonly stack: string;
  readonly settings: Pick<GcpFile, "project">;
  readonly workers: Deployment["workers"];
}

/** Whether some pool grows and shrinks by itself. */
export const isScaled = (workers: Deployment["workers"]): boolean =>
  Object.values(workers).some(({ replicas: { min, max } }) => min < max);

/** Publishes what waits in the queues, for the autoscalers, see programs/airflow. */
export const metrics = (
  workload: Workload,
  around: Surroundings,
  { stack, settings: { project }, workers }: MetricsProps,
): Unit =>
  airflowContainer(
    {
      ...workload,
      plain: { ...workload.plain, GOOGLE_CLOUD_PROJECT: project, ...measures({ project, stack }, workers) },
    },
    { ...around, secret: {}, envFile: undefined, dags: [] },
    {
      name: workload.name,
      description: "Airflow: counts tasks for the autoscalers",
      stage: "airflow",
      stopSeconds: STOP_SECONDS,
    },
  );
