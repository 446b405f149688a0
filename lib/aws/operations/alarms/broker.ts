import type { Alarm, Metric } from "./alarm";

const MEMORY_PERCENT = 75;

/** Our own broker, as ElastiCache measures it. */
export interface MeasuredBroker {
  /** Names of its nodes. */
  readonly nodes: readonly string[];
}

/** Whether the broker has room, on whichever node is the first one now. */
export function brokerAlarms(broker: MeasuredBroker | undefined): readonly Alarm[] {
  const [first, ...others] = broker?.nodes ?? [];
  if (first === undefined) return [];
  const shared = { when: "above", minutes: 5, times: 1, silence: "is fine" } as const;
  const of = (name: string): readonly [Metric, ...Metric[]] => {
    const metric = (node: string) => ({ namespace: "AWS/ElastiCache", name, dimensions: { CacheClusterId: node } });
    return [metric(first), ...others.map(metric)];
  };
  return [
    {
      ...shared,
      id: "broker-memory",
      says:
        "The broker's memory fills up; when it is full no task can be queued. First: look in the dashboard for a pool whose queue " +
        "grows and that has no consuming workers; then write a larger elastiCache.node.",
      metrics: of("DatabaseMemoryUsagePercentage"),
      statistic: "Maximum",
      threshold: MEMORY_PERCENT,
    },
    {
      ...shared,
      id: "broker-evictions",
      says:
        "The broker throws waiting tasks away, which its parameter group forbids: somebody has changed maxmemory-policy. First: run " +
        "cdktf deploy, which sets it to noeviction again; Airflow gives the lost tasks up after 10 minutes and retries them.",
      metrics: of("Evictions"),
      statistic: "Sum",
      threshold: 0,
    },
  ];
}
