import type { Deployment } from "../../../deployment/schema/schema";
import type { Finding } from "../../../deployment/words/finding";
import { pools, staffed } from "../../derived/pools";

/** Somebody must run the tasks. `{ min: 0, max: 3 }` is a pool that starts when tasks wait. */
export function replicas(deployment: Deployment): readonly Finding[] {
  const names = pools(deployment).map(([name]) => name);
  const celery = deployment.airflow.executor === "CeleryExecutor";
  const noWorker: readonly Finding[] =
    celery && names.length > 0 && staffed(deployment).length === 0
      ? [
          {
            path: ["workers"],
            message: `every pool has replicas: 0 (${names.join(", ")}): no task would ever run. ${REMEDY}`,
          },
        ]
      : [];
  const noScheduler: readonly Finding[] =
    deployment.scheduler.replicas.max === 0
      ? [
          {
            path: ["scheduler", "replicas"],
            message: "got 0: without a scheduler no DAG would ever run. Write replicas: 1",
          },
        ]
      : [];
  return [...noWorker, ...noScheduler];
}

const REMEDY = "Write replicas: 1 in one of them";
