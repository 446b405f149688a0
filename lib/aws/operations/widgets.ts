import { metricsOf } from "../names";
import { METRIC, POOL } from "../workloads/metrics";
import type { Measured } from "./alarms/alarms";
import type { Row, Widget } from "./widget";

/** What a person wants to see first when something is slow: work, workers, then what they stand on. */
export const widgetsOf = (measured: Measured, alarms: readonly string[]): readonly Widget[] => [
  { title: "Alarms", alarms },
  ...work(measured),
  ...database(measured),
  ...broker(measured),
  ...pages(measured),
];

function work({ stack, pools }: Measured): readonly Widget[] {
  const namespace = metricsOf(stack);
  const perPool = (name: string, label: string): readonly Row[] =>
    Object.keys(pools).map((pool) => [namespace, name, POOL, pool, { label: `${pool} ${label}` }]);
  return [
    { title: "Tasks", rows: [...perPool(METRIC.queued, "queued"), ...perPool(METRIC.running, "running")] },
    { title: "Longest wait, seconds", rows: perPool(METRIC.oldest, "oldest") },
    {
      title: "Workers",
      rows: [
        ...perPool(METRIC.needed, "needed"),
        ...perPool(METRIC.consuming, "consuming"),
        ...perPool(METRIC.missing, "missing"),
      ],
    },
    { title: "Scheduler's last heartbeat, seconds ago", rows: [[namespace, METRIC.heartbeat]] },
    { title: "Queues that nobody consumes", rows: [[namespace, METRIC.abandoned]] },
  ];
}

function database({ database: measured }: Measured): readonly Widget[] {
  if (measured === undefined) return [];
  const row = (name: string): readonly Row[] => [["AWS/RDS", name, "DBInstanceIdentifier", measured.identifier]];
  return [
    {
      title: "Database: connections",
      rows: row("DatabaseConnections"),
      line: { label: "limit", value: measured.maxConnections },
    },
    { title: "Database: free disk, bytes", rows: row("FreeStorageSpace") },
    { title: "Database: CPU, percent", rows: row("CPUUtilization") },
  ];
}

function broker({ broker: measured }: Measured): readonly Widget[] {
  if (measured === undefined) return [];
  const rows = (name: string): readonly Row[] =>
    measured.nodes.map((node) => ["AWS/ElastiCache", name, "CacheClusterId", node, { label: node }]);
  return [
    { title: "Broker: memory, percent", rows: rows("DatabaseMemoryUsagePercentage") },
    { title: "Broker: connections", rows: rows("CurrConnections") },
  ];
}

function pages({ loadBalancer: { loadBalancer, webserverTargets } }: Measured): readonly Widget[] {
  const row = (name: string): Row => ["AWS/ApplicationELB", name, "LoadBalancer", loadBalancer];
  const target = (name: string): Row => [...row(name), "TargetGroup", webserverTargets];
  return [
    { title: "Pages: requests", rows: [row("RequestCount")], stat: "Sum" },
    {
      title: "Pages: errors",
      rows: [row("HTTPCode_ELB_5XX_Count"), target("HTTPCode_Target_5XX_Count")],
      stat: "Sum",
    },
    { title: "Pages: seconds to answer", rows: [target("TargetResponseTime")], stat: "Average" },
  ];
}
