import type { ContainerHealthcheck } from "@cdktf/provider-docker/lib/container";

/** Seconds that a healthy container's check waits before it asks again. */
const REST = 25;
/** Marks a container that was healthy once; start.sh removes it when a process starts anew. */
const HEALTHY = "/tmp/.healthy";

export interface HealthQuestion {
  /** A line of shell whose exit code tells health. */
  readonly command: string;
  /** Seconds that the command itself may take. */
  readonly timeout: number;
  /** Failures in a row before the container counts as unhealthy. */
  readonly failures: number;
  /** Seconds that a start may take. */
  readonly start: number;
}

/**
 * Asks every 2 seconds while a container starts, so that an apply ends soon after the last one is healthy, and twice a
 * minute after that, because a check costs CPU. Engines before 25 have no start interval and refuse a container that
 * names one, so the check of a healthy container rests by itself.
 */
export const healthcheck = ({ command, timeout, failures, start }: HealthQuestion): ContainerHealthcheck => ({
  test: ["CMD-SHELL", `[ ! -f ${HEALTHY} ] || sleep ${REST}; ${command} && : > ${HEALTHY}`],
  interval: "2s",
  timeout: goDuration(REST + timeout),
  retries: failures,
  startPeriod: goDuration(start),
});

/** Seconds as Go prints them: the provider compares the text, and `60s` would differ from its own `1m0s` in every plan. */
function goDuration(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  if (hours > 0) return `${hours}h${minutes}m${rest}s`;
  return minutes > 0 ? `${minutes}m${rest}s` : `${rest}s`;
}
