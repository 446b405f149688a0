import type { Replicas } from "../../../deployment/schema/processes";
import { FIRST_WORKER_SECONDS } from "../../derived/steps";
import { metricsOf } from "../../names";
import { METRIC, POOL } from "../../workloads/metrics";
import type { Alarm, Metric } from "./alarm";

/**
 * Half of the 600 s after which Airflow itself gives a waiting task up, [scheduler] task_queued_timeout: later nothing
 * waits that could be seen.
 */
const PATIENCE_SECONDS = 300;
/** Longer than a first worker takes, see first-worker.ts, and also well below those 600 s. */
const ABANDONED_MINUTES = 5;
const HEARTBEAT_SECONDS = 120;

const ours = (stack: string, name: string, dimensions: Metric["dimensions"] = {}): Metric => ({
  namespace: metricsOf(stack),
  name,
  dimensions,
});

/** Whether tasks come to run: per pool, and for the scheduler. */
export const taskAlarms = (stack: string, pools: Readonly<Record<string, Replicas>>): readonly Alarm[] => [
  ...Object.entries(pools).map(([pool, { min }]) => waiting(stack, pool, min)),
  {
    id: "queues-without-consumer",
    says:
      "A task waits in a queue that no worker takes from, so it will fail. First: look in the dashboard which pool has " +
      "tasks queued and no consuming workers, and in its log group why; a queue of no pool is a wrong queue= in a DAG.",
    metrics: [ours(stack, METRIC.abandoned)],
    statistic: "Maximum",
    when: "above",
    threshold: 0,
    minutes: 1,
    times: ABANDONED_MINUTES,
    silence: "is fine",
  },
  {
    id: "scheduler-heartbeat",
    says:
      "No scheduler has been heard of for minutes: no new task starts, those that run go on. First: look at the log group " +
      `/airflow/${stack}/scheduler and at the events of the ECS service scheduler; a full or unreachable database is the usual cause.`,
    metrics: [ours(stack, METRIC.heartbeat)],
    statistic: "Maximum",
    when: "above",
    threshold: HEARTBEAT_SECONDS,
    minutes: 1,
    times: 3,
    silence: "is trouble",
  },
];

const waiting = (stack: string, pool: string, least: number): Alarm => ({
  id: `worker-${pool}-waiting`,
  says:
    `Tasks of pool ${pool} wait for minutes; after 10, Airflow gives them up. First: look in the dashboard whether the pool ` +
    "has all its workers; if so raise replicas.max or concurrency, if not read the events of its ECS service.",
  metrics: [ours(stack, METRIC.oldest, { [POOL]: pool })],
  statistic: "Maximum",
  when: "above",
  threshold: PATIENCE_SECONDS + (least === 0 ? FIRST_WORKER_SECONDS : 0),
  minutes: 1,
  times: 1,
  silence: "is fine",
});
