import type { Deployment } from "../../deployment/schema/schema";
import { DAY_SECONDS } from "../../deployment/usual";
import { type Pool, pools } from "./pools";

/** Seconds after which Airflow gives up a task that waits in its queue. */
export const QUEUED_TIMEOUT = "scheduler.task_queued_timeout";
/** Seconds that a stopping worker waits for its tasks where no maxTaskDuration is written. */
export const DEFAULT_DRAIN_SECONDS = 3_600;

/** Seconds on top of a written maxTaskDuration: Airflow stops the task at the limit, its callbacks and logs follow. */
export const CLEANUP_SECONDS = 60;

/** A day is Airflow's own visibility timeout, and the least that a token lives. Source: the Celery provider's [celery_broker_transport_options]. */
const WEEK = 7 * DAY_SECONDS;
const VISIBILITY_MARGIN_SECONDS = 3_600;

/** Airflow's own [scheduler] task_queued_timeout. */
const QUEUED_SECONDS = 600;

type Airflow = Pick<Deployment["airflow"], "maxTaskDuration">;

/**
 * Seconds for [core] default_task_execution_timeout in a pool's workers. Undefined: no task is stopped. A task whose
 * DAG writes an execution_timeout of its own keeps that one.
 */
export const taskTimeoutSeconds = (airflow: Airflow, pool?: Pick<Pool, "maxTaskDuration">): number | undefined =>
  pool?.maxTaskDuration ?? airflow.maxTaskDuration;

/** Seconds that a stop of one of the pool's workers must wait. */
export function drainSeconds(airflow: Airflow, pool?: Pick<Pool, "maxTaskDuration">): number {
  const written = taskTimeoutSeconds(airflow, pool);
  return written === undefined ? DEFAULT_DRAIN_SECONDS : written + CLEANUP_SECONDS;
}

/** The longest that a pool takes no task while its workers are replaced, in seconds. */
export const longestDrain = (deployment: Deployment): number =>
  Math.max(0, ...pools(deployment).map(([, pool]) => drainSeconds(deployment.airflow, pool)));

/**
 * Seconds after which Redis hands a message that nobody confirmed to another worker, while the first may still work
 * on it. An hour above the longest drain, at least Airflow's own day; a week where some pool's tasks have no limit.
 * Long values cost nothing: a task of a worker that died is found by its missing heartbeat, not by this.
 */
export function visibilityTimeout(deployment: Deployment): number {
  const unlimited = pools(deployment).some(([, pool]) => taskTimeoutSeconds(deployment.airflow, pool) === undefined);
  return Math.max(unlimited ? WEEK : DAY_SECONDS, longestDrain(deployment) + VISIBILITY_MARGIN_SECONDS);
}

/**
 * Seconds after which the scheduler takes a task for stuck in its queue, and after the third time for failed. A pool
 * that is being replaced takes no task until its last one is done, so this is 10 minutes above the longest drain.
 */
export const taskQueuedTimeout = (deployment: Deployment): number => longestDrain(deployment) + QUEUED_SECONDS;

/**
 * A task's token is made when the task is queued; one that waits in the queue longer than the token lives fails with
 * "Signature has expired" (apache/airflow 53713). So it lives longer than a task may wait.
 */
export const executionTokenSeconds = (deployment: Deployment): number =>
  Math.max(DAY_SECONDS, 2 * taskQueuedTimeout(deployment));
