import { PROGRAMS } from "../../airflow/files/files";
import type { Service } from "../../airflow/workloads/service";
import type { Deployment } from "../../deployment/schema";
import type { Unit } from "../machines/document";
import type { GcpFile } from "../settings/settings";
import { airflowContainer, type Surroundings } from "./process";

/** Seconds between two looks at the queues. */
const EVERY_SECONDS = 30;
const STOP_SECONDS = 10;

/** Variables that it takes from the scheduler. */
const SECRET = ["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "AIRFLOW__CELERY__BROKER_URL"];
const PLAIN = ["PGSSLROOTCERT", "PYTHONPATH", "CONNECTION_CHECK_MAX_COUNT", "GOOGLE_CLOUD_PROJECT"];

export interface MetricsProps {
  readonly stack: string;
  readonly settings: Pick<GcpFile, "project">;
  readonly workers: Deployment["workers"];
}

/** Whether some pool grows and shrinks by itself. */
export const isScaled = (workers: Deployment["workers"]): boolean =>
  Object.values(workers).some(({ replicas: { min, max } }) => min < max);

/** Publishes what waits in the queues, for the autoscalers, see python/airflow_cdktf_metrics.py. */
export const metrics = (scheduler: Service, around: Surroundings, props: MetricsProps): Unit =>
  airflowContainer(
    {
      command: ["python", `${PROGRAMS}/airflow_cdktf_metrics.py`],
      plain: { ...only(scheduler.plain, PLAIN), AIRFLOW_CDKTF_METRICS: JSON.stringify(question(props)) },
      secret: only(scheduler.secret, SECRET),
      files: scheduler.files.filter(({ target }) => target.startsWith(`${PROGRAMS}/`)),
    },
    { ...around, secret: {}, envFile: undefined, dags: [] },
    {
      name: "metrics",
      description: "Airflow: counts tasks for the autoscalers",
      stage: "airflow",
      stopSeconds: STOP_SECONDS,
    },
  );

const question = ({ stack, settings: { project }, workers }: MetricsProps) => ({
  project,
  stack,
  every: EVERY_SECONDS,
  pools: Object.entries(workers).map(([pool, { queues, concurrency, replicas }]) => ({
    pool,
    queues,
    slots: concurrency,
    ...replicas,
  })),
});

const only = <Value>(values: Readonly<Record<string, Value>>, names: readonly string[]): Record<string, Value> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
