import type { Health } from "./service";

/** Seconds that a healthy container's check waits before it asks again. */
const REST = 25;
/** Seconds between two checks of a container that is starting. */
const INTERVAL = 2;
/** Seconds between two checks of a healthy container. */
export const RESTED_SECONDS = INTERVAL + REST;
/** Marks a container that was healthy once; start.sh removes it when a process starts anew. */
const HEALTHY = "/dev/shm/.healthy";

/** What Docker's own health check needs to know of a question. */
export interface Question extends Pick<Health, "timeout" | "failures" | "start"> {
  /** A line of shell whose exit code tells health. */
  readonly command: string;
}

/** A health check of Docker's; seconds. */
export interface Resting {
  /** For a shell inside. */
  readonly command: string;
  readonly interval: number;
  readonly timeout: number;
  readonly retries: number;
  readonly startPeriod: number;
}

/**
 * Asks every 2 seconds while a container starts, so that whoever waits for it goes on soon after it is healthy, and
 * twice a minute after that, because a check costs CPU. Engines before 25 have no start interval and refuse a container
 * that names one, so the check of a healthy container rests by itself.
 */
export const resting = ({ command, timeout, failures, start }: Question): Resting => ({
  command: `[ ! -f ${HEALTHY} ] || sleep ${REST}; ${command} && : > ${HEALTHY}`,
  interval: INTERVAL,
  timeout: REST + timeout,
  retries: failures,
  startPeriod: start,
});
