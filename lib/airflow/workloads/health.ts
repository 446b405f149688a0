import { PROGRAMS } from "../files/files";
import type { Health } from "./service";

/** Our health program, and what a check of this kind asks of it. */
const check = (...question: readonly string[]): string[] => [
  "python",
  "-S",
  "-E",
  `${PROGRAMS}/airflow_cdktf_health.py`,
  ...question,
];

/**
 * Seconds between two checks of a running process. One check costs about 0.05 s of CPU, so that all of them together
 * stay below 1 % of a core for each process. Docker's own checks ask a little more often, see resting.ts.
 */
const EVERY = 30;
const TIMEOUT = 10;
/** Failures in a row before the process is ended, for its restart policy to act: a minute and a half. */
const FAILURES = 3;
/** A web server that is merely busy must not be ended: two minutes and a half. */
const HTTP_FAILURES = 5;
/** Seconds that a start may take on a slow machine. */
export const START_SECONDS = 300;
/** Seconds within which another process has to migrate the database. */
export const GATE_SECONDS = 1800;
/** Seconds after which a web server that answers nobody is ended at the latest. */
export const ANSWERED_WITHIN = HTTP_FAILURES * EVERY + TIMEOUT;

const health = (asks: string, question: readonly string[], failures = FAILURES): Health => ({
  asks,
  command: [...check(...question), "--end-after", String(failures), "--start-seconds", String(START_SECONDS)],
  every: EVERY,
  timeout: TIMEOUT,
  failures,
  start: START_SECONDS,
});

/** An HTTP server of this process answers, at each of its ports. */
export const answers = (ports: readonly number[], path: string): Health =>
  health("its web server answers", ["http", ports.join(","), path], HTTP_FAILURES);

/** Airflow's own heartbeat of this process is fresh in the metadata database. */
export const heartbeat = (job: "SchedulerJob" | "DagProcessorJob" | "TriggererJob"): Health =>
  health("its heartbeat in the metadata database is fresh", ["heartbeat", job]);

/** The worker module says that the worker consumes, drains, or waits for its broker or for the webserver. */
export const workerState = (): Health =>
  health("it consumes its queues, drains, or waits for its broker or for the webserver", ["worker"]);
