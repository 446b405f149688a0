/** CloudWatch's dimension of a metric that belongs to a pool. */
export const POOL = "Pool";

/**
 * Our own metrics, published every half minute in the namespace of names.ts, see
 * programs/airflow/src/airflow_cdktf/metrics_rules.py.
 */
export const METRIC = {
  /** Tasks of the pool's queues that wait. */
  queued: "Queued",
  running: "Running",
  /** Age of the task that has waited longest. */
  oldest: "OldestQueuedSeconds",
  /** Workers that could run all tasks at once, within the pool's limits. */
  needed: "WorkersNeeded",
  /** Those, minus the number that ECS was asked for; negative: too many. */
  missing: "WorkersMissing",
  /** Workers that take tasks. */
  consuming: "ConsumingWorkers",
  /** Age of the newest heartbeat of a scheduler. Of the stack, not of a pool; no data: no scheduler. */
  heartbeat: "SchedulerHeartbeatSeconds",
  /** Queues in which a task waits and that nobody consumes. Of the stack. */
  abandoned: "QueuesWithoutConsumer",
} as const;
