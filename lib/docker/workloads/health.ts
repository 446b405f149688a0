import type { ContainerHealthcheck } from "@cdktf/provider-docker/lib/container";
import { type Question, resting } from "../../airflow/workloads/resting";

/** A health check as the provider takes it. */
export function healthcheck(question: Question): ContainerHealthcheck {
  const { command, interval, timeout, retries, startPeriod } = resting(question);
  return {
    test: ["CMD-SHELL", command],
    interval: goDuration(interval),
    timeout: goDuration(timeout),
    retries,
    startPeriod: goDuration(startPeriod),
  };
}

/** Seconds as Go prints them: the provider compares the text, and `60s` would differ from its own `1m0s` in every plan. */
function goDuration(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  if (hours > 0) return `${hours}h${minutes}m${rest}s`;
  return minutes > 0 ? `${minutes}m${rest}s` : `${rest}s`;
}
