import type { Finding, Path } from "../../deployment/finding";
import type { Deployment } from "../../deployment/schema";
import type { Limits } from "../platform";
import { optionNumber, pathOfName } from "./option-value";
import { type Pool, pools } from "./pools";
import { showDuration } from "./units";

/** Seconds after which Airflow gives up a task that waits in its queue. */
export const QUEUED_TIMEOUT = "scheduler.task_queued_timeout";
/** Seconds that a stopping worker waits for its tasks where no maxTaskDuration is written. */
export const DEFAULT_DRAIN_SECONDS = 3_600;

/** Seconds on top of a written maxTaskDuration: Airflow stops the task at the limit, its callbacks and logs follow. */
export const CLEANUP_SECONDS = 60;

/** Airflow's own visibility timeout. Source: the Celery provider's [celery_broker_transport_options]. */
const DAY = 86_400;
const WEEK = 7 * DAY;
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

const longestDrain = (deployment: Deployment): number =>
  Math.max(0, ...pools(deployment).map(([, pool]) => drainSeconds(deployment.airflow, pool)));

/**
 * Seconds after which Redis hands a message that nobody confirmed to another worker, while the first may still work
 * on it. An hour above the longest drain, at least Airflow's own day; a week where some pool's tasks have no limit.
 * Long values cost nothing: a task of a worker that died is found by its missing heartbeat, not by this.
 */
export function visibilityTimeout(deployment: Deployment): number {
  const unlimited = pools(deployment).some(([, pool]) => taskTimeoutSeconds(deployment.airflow, pool) === undefined);
  return Math.max(unlimited ? WEEK : DAY, longestDrain(deployment) + VISIBILITY_MARGIN_SECONDS);
}

/**
 * Seconds after which the scheduler takes a task for stuck in its queue, and after the third time for failed. A pool
 * that is being replaced takes no task until its last one is done, so this is 10 minutes above the longest drain.
 */
export const taskQueuedTimeout = (deployment: Deployment): number => longestDrain(deployment) + QUEUED_SECONDS;

/** Where the file's own limits do not fit the target's, or one another. */
export function drain(deployment: Deployment, limits: Limits): readonly Finding[] {
  const { airflow, workers } = deployment;
  const own = Object.values(workers).map((pool) => pool.maxTaskDuration !== undefined);
  const inherited = own.length === 0 || own.includes(false);
  const written: readonly (readonly [Path, number | undefined])[] = [
    [["airflow", "maxTaskDuration"], inherited ? airflow.maxTaskDuration : undefined],
    ...Object.entries(workers).map(
      ([name, pool]) => [["workers", name, "maxTaskDuration"], pool.maxTaskDuration] as const,
    ),
  ];
  return [
    ...written.flatMap(([path, seconds]) => (seconds === undefined ? [] : tooLong(path, seconds, limits))),
    ...tooShortInQueue(deployment),
  ];
}

function tooLong(path: Path, seconds: number, limits: Limits): readonly Finding[] {
  if (seconds + CLEANUP_SECONDS <= limits.drainSeconds) return [];
  const most = showDuration(Math.max(0, limits.drainSeconds - CLEANUP_SECONDS));
  const message =
    `a worker that this target itself replaces is given ${most} for its tasks, less than ${showDuration(seconds)}. ` +
    "A deployment therefore waits for the running tasks first and replaces the workers after that; " +
    `a task that is still running ${most} after an unplanned stop is killed and retried if its DAG says so`;
  return [{ path, message, kind: "notice" }];
}

function tooShortInQueue(deployment: Deployment): readonly Finding[] {
  const least = longestDrain(deployment);
  const got = optionNumber(deployment, QUEUED_TIMEOUT, Number.POSITIVE_INFINITY);
  if (got > least) return [];
  const message =
    `${got} s is not above ${least} s, the longest that a pool takes no task while its workers are replaced: ` +
    `waiting tasks would fail. Leave it out (${taskQueuedTimeout(deployment)} s is set) or write more than ${least}`;
  return [{ path: pathOfName(QUEUED_TIMEOUT), message }];
}
