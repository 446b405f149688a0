import type { Health } from "../../airflow/workloads/service";
import type { Container } from "./container";

/** Seconds. Source: ECS' HealthCheck. */
const MOST = { interval: 300, timeout: 60, startPeriod: 300 } as const;

/**
 * A health check as ECS takes it. ECS itself replaces an unhealthy task, so the program need not end the process; it
 * does so all the same, and the task ends either way.
 */
export const healthCheck = ({
  command,
  every,
  timeout,
  failures,
  start,
}: Health): NonNullable<Container["healthCheck"]> => ({
  command: ["CMD", ...command],
  interval: Math.min(every, MOST.interval),
  timeout: Math.min(timeout, MOST.timeout),
  retries: failures,
  startPeriod: Math.min(start, MOST.startPeriod),
});
