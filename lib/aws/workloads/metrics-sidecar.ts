import { proxyOf } from "../../airflow/environment/proxy";
import { measures, only } from "../../airflow/workloads/metrics";
import type { Service, Workload } from "../../airflow/workloads/service";
import type { Deployment } from "../../deployment/schema/schema";
import { clusterOf, metricsOf } from "../names";
import type { Container } from "./container";
import { after, airflowContainer, type Surroundings } from "./process";

/** Seconds that a container must have run before ECS starts it again. Source: ECS' ContainerRestartPolicy, at least 60. */
const RESTART_SECONDS = 60;

/** Variables of this target's that it takes from the scheduler too. */
const PLAIN = ["AWS_DEFAULT_REGION", "AWS_REGION"];

export interface MetricsProps {
  readonly stack: string;
  readonly deployment: Deployment;
  readonly metrics: Workload;
  readonly scheduler: Service;
}

/**
 * Publishes what waits in the queues, beside the scheduler because a scheduler always runs. Its end never ends the
 * scheduler.
 */
export const metricsSidecar = (
  { stack, deployment, metrics, scheduler }: MetricsProps,
  around: Surroundings,
  first: Container,
): Container =>
  airflowContainer(
    metrics.name,
    {
      ...metrics,
      plain: {
        ...metrics.plain,
        ...only(scheduler.plain, PLAIN),
        ...(deployment.proxy === undefined ? {} : proxyOf(scheduler.plain)),
        ...measures({ namespace: metricsOf(stack), cluster: clusterOf(stack) }, deployment.workers, (pool) => ({
          service: `worker-${pool}`,
        })),
      },
    },
    { ...around, secret: {}, envFile: undefined },
    {
      essential: false,
      dependsOn: [after(first)],
      restartPolicy: { enabled: true, restartAttemptPeriod: RESTART_SECONDS },
    },
  );
