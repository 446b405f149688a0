import type { Alarm } from "./alarm";

const GIB = 1024 ** 3;
const PERCENT = 100;
const CONNECTIONS_PERCENT = 80;
const CPU_PERCENT = 90;
/** RDS enlarges the disk when a tenth of it is left, and takes minutes; what is still low then has reached its limit. */
const FREE_PERCENT = 10;
const FREE_MOST_GIB = 5;

/** Our own metadata database, as RDS measures it. */
export interface MeasuredDatabase {
  /** The name of the instance. */
  readonly identifier: string;
  readonly maxConnections: number;
  /** Disk at the start. */
  readonly storageGib: number;
}

/** Whether the metadata database has room. */
export function databaseAlarms(database: MeasuredDatabase | undefined): readonly Alarm[] {
  if (database === undefined) return [];
  const { identifier, maxConnections, storageGib } = database;
  const shared = { minutes: 5, silence: "is fine" } as const;
  const rds = (name: string): Alarm["metrics"] => [
    { namespace: "AWS/RDS", name, dimensions: { DBInstanceIdentifier: identifier } },
  ];
  return [
    {
      ...shared,
      id: "database-connections",
      says:
        `More than ${CONNECTIONS_PERCENT} % of the ${maxConnections} connections to the metadata database are in use; without a free one ` +
        "processes fail. First: see in Performance Insights who holds them; then lower replicas, or raise " +
        "metadataDatabase.maxConnections, deploy, and reboot the database, which takes the number only then.",
      metrics: rds("DatabaseConnections"),
      statistic: "Average",
      when: "above",
      threshold: (maxConnections * CONNECTIONS_PERCENT) / PERCENT,
      times: 1,
    },
    {
      ...shared,
      id: "database-storage",
      says:
        "The disk of the metadata database is nearly full and has not grown by itself; when it is full Airflow stops. First: raise " +
        "rds.maxStorage and deploy; then see in the log group clean whether the task has run that removes old runs every night.",
      metrics: rds("FreeStorageSpace"),
      statistic: "Average",
      when: "below",
      threshold: Math.min((storageGib * FREE_PERCENT) / PERCENT, FREE_MOST_GIB) * GIB,
      times: 6,
    },
    {
      ...shared,
      id: "database-cpu",
      says:
        "The metadata database has computed at its limit for a quarter of an hour, and scheduling slows down. First: see in " +
        "Performance Insights which statement it is; if it is plain work, write a larger rds.class.",
      metrics: rds("CPUUtilization"),
      statistic: "Average",
      when: "above",
      threshold: CPU_PERCENT,
      times: 3,
    },
  ];
}
