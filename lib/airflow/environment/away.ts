import type { Deployment } from "../../deployment/schema/schema";
import { optionNumber, optionSeconds, optionText } from "../derived/option-value";
import type { Limits } from "../endpoint";
import type { Release } from "../releases/release";
import { ANSWERED_WITHIN, START_SECONDS } from "../workloads/health";

/** Seconds that a webserver gets to end. */
export const STOP_SECONDS = 30;

/**
 * No webserver is waited for longer: the scheduler fails a task whose worker died only after this time as well, because
 * it cannot tell a worker that is gone from one that nobody hears.
 */
const MOST_SECONDS = 600;
/** For the first request after it, when every task asks at once. */
const REQUEST_MARGIN = 60;
/** And for the last heartbeat before it, and so that a task's own worker gives it up first. */
const HEARTBEAT_MARGIN = 180;

export const HEARTBEAT_TIMEOUT = "scheduler.task_instance_heartbeat_timeout";
export const FAILED_HEARTBEATS = "workers.max_failed_heartbeats";
export const HEARTBEAT_INTERVAL = "workers.min_heartbeat_interval";
export const RETRIES = "workers.execution_api_retries";
const LONGEST_WAIT = "workers.execution_api_retry_wait_max";

/** Airflow's own, and what it waits between two tries of a request: from one second to this, at random. */
const INTERVAL_SECONDS = 5;
const WAIT_SECONDS = 15;
/** A wait is eight seconds on average; so many are counted on, so that chance does not end the tries early. */
const SURE_WAIT_SECONDS = 6;

/**
 * Seconds that the webserver may be away from the tasks of 3.x without one being lost: the longest of what a crash, a
 * change or a migration takes. A crash is the longest: the process hangs, which its health check notices and ends;
 * another one takes its place and starts. A change is that without the notice. Before a migration workers have finished.
 */
export function awaySeconds({ replaceSeconds }: Limits): number {
  const crash = ANSWERED_WITHIN + STOP_SECONDS + replaceSeconds + START_SECONDS;
  return Math.min(MOST_SECONDS, Math.ceil(crash / 60) * 60);
}

/** Seconds for which whatever a task asks of the webserver is repeated. */
export const requestSeconds = (limits: Limits): number => awaySeconds(limits) + REQUEST_MARGIN;

/** Seconds without a heartbeat after which the scheduler takes a running task for dead. */
export const heartbeatTimeout = (limits: Limits): number => awaySeconds(limits) + HEARTBEAT_MARGIN;

/** Seconds for which the file's own options let a running task do without the webserver. */
export const borneSeconds = (deployment: Deployment, limits: Limits): number =>
  Math.min(
    awaySeconds(limits),
    Math.max(0, optionSeconds(deployment, HEARTBEAT_TIMEOUT, heartbeatTimeout(limits)) - HEARTBEAT_MARGIN),
  );

/** Seconds between two heartbeats of a running task. */
export const beatSeconds = (deployment: Deployment): number =>
  Math.max(1, optionNumber(deployment, HEARTBEAT_INTERVAL, INTERVAL_SECONDS));

/** Heartbeats that fail in a row before a task's worker ends it: later than borne, sooner than the scheduler's limit. */
export const failedHeartbeats = (deployment: Deployment, limits: Limits): number =>
  Math.ceil((borneSeconds(deployment, limits) + REQUEST_MARGIN) / beatSeconds(deployment));

/** Seconds that so many tries of a request last at least, each refused at once. */
export const triesLast = (tries: number): number => Math.max(0, tries - 1) * SURE_WAIT_SECONDS;

/** Airflow's options that follow; none where tasks reach the database themselves. */
export const awayOptions = (
  deployment: Deployment,
  { executionApi }: Release,
  limits: Limits,
): Readonly<Record<string, string>> =>
  executionApi
    ? {
        [HEARTBEAT_TIMEOUT]: String(heartbeatTimeout(limits)),
        [FAILED_HEARTBEATS]: String(failedHeartbeats(deployment, limits)),
        [RETRIES]: String(Math.ceil(requestSeconds(limits) / SURE_WAIT_SECONDS) + 1),
        [LONGEST_WAIT]: String(WAIT_SECONDS),
      }
    : {};

/** For our worker module, which goes by the clock: tries that hang last longer than those that are refused. */
export const awayVariables = (
  deployment: Deployment,
  { executionApi }: Release,
  limits: Limits,
): Readonly<Record<string, string>> =>
  !executionApi || optionText(deployment, RETRIES) !== undefined
    ? {}
    : { AIRFLOW_CDKTF_WEBSERVER_AWAY_SECONDS: String(requestSeconds(limits)) };
