import { isDeepStrictEqual } from "node:util";
import { broker } from "../../../deployment/schema/data";
import type { Deployment } from "../../../deployment/schema/schema";
import type { Finding } from "../../../deployment/words/finding";

/** The sections that an executor needs, and those it has no use for. */
export function executor(deployment: Deployment): readonly Finding[] {
  return deployment.airflow.executor === "LocalExecutor" ? unused(deployment) : missing(deployment);
}

function unused(deployment: Deployment): readonly Finding[] {
  const written = {
    workers: Object.keys(deployment.workers).length > 0,
    flower: deployment.flower !== false,
    broker: !isDeepStrictEqual(deployment.broker, broker.parse({})),
  };
  return Object.entries(REASONS).flatMap(([section, reason]) =>
    written[section as keyof typeof REASONS]
      ? [{ path: [section], message: `${reason}. Remove ${section}:, or write airflow.executor: CeleryExecutor` }]
      : [],
  );
}

const REASONS = {
  workers: "LocalExecutor runs tasks inside the scheduler and starts no workers",
  flower: "Flower shows Celery's workers, and LocalExecutor has none",
  broker: "LocalExecutor sends tasks through no broker",
} as const;

function missing(deployment: Deployment): readonly Finding[] {
  if (Object.keys(deployment.workers).length > 0) return [];
  const message =
    "CeleryExecutor runs tasks on workers, and the file names no pool. " +
    "Write workers: { default: { queues: [default] } }, or airflow.executor: LocalExecutor";
  return [{ path: ["workers"], message }];
}
