import { proxyOf } from "../../airflow/environment/proxy";
import { PROGRAMS } from "../../airflow/files/files";
import type { Service } from "../../airflow/workloads/service";
import type { Deployment } from "../../deployment/schema";
import { clusterOf, metricsOf } from "../names";
import type { Container } from "./container";
import { after, airflowContainer, type Surroundings } from "./process";

/** Seconds between two looks at the queues. */
const EVERY_SECONDS = 30;

/** Seconds that a container must have run before ECS starts it again. Source: ECS' ContainerRestartPolicy, at least 60. */
const RESTART_SECONDS = 60;

/** Variables that it takes from the scheduler. */
const SECRET = ["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "AIRFLOW__CELERY__BROKER_URL"];
const PLAIN = ["AWS_DEFAULT_REGION", "AWS_REGION", "PGSSLROOTCERT", "PYTHONPATH"];

/**
 * Publishes what waits in the queues, beside the scheduler because a scheduler always runs. Its end never ends the
 * scheduler.
 */
export const metricsSidecar = (
  stack: string,
  deployment: Deployment,
  scheduler: Service,
  around: Surroundings,
  first: Container,
): Container =>
  airflowContainer(
    "metrics",
    {
      command: ["python", `${PROGRAMS}/airflow_cdktf_metrics.py`],
      plain: {
        ...only(scheduler.plain, PLAIN),
        ...(deployment.proxy === undefined ? {} : proxyOf(scheduler.plain)),
        CONNECTION_CHECK_MAX_COUNT: "0",
        AIRFLOW_CDKTF_METRICS: JSON.stringify(question(stack, deployment)),
      },
      secret: only(scheduler.secret, SECRET),
    },
    { ...around, secret: {}, envFile: undefined },
    {
      essential: false,
      dependsOn: [after(first)],
      restartPolicy: { enabled: true, restartAttemptPeriod: RESTART_SECONDS },
    },
  );

/** What it looks at, see programs/ecs/src/airflow_cdktf_metrics.py. */
const question = (stack: string, { workers }: Deployment) => ({
  namespace: metricsOf(stack),
  cluster: clusterOf(stack),
  every: EVERY_SECONDS,
  pools: Object.entries(workers).map(([pool, { queues, concurrency, replicas }]) => ({
    pool,
    service: `worker-${pool}`,
    queues,
    slots: concurrency,
    ...replicas,
  })),
});

const only = <Value>(values: Readonly<Record<string, Value>>, names: readonly string[]): Record<string, Value> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
