import { deploy, MINUTES, type Row } from "./row";

const RECONNECT = "lose the connection for a moment, and go on";

/** Servers that keep data. */
export const data = (stack: string): Row[] => [
  {
    change: "metadataDatabase.image: another patch",
    master: "the database restarts in place; Airflow waits for it",
    pools: RECONNECT,
    takes: "a minute",
    run: deploy(stack),
  },
  {
    change: "metadataDatabase.image: another major version",
    master:
      "a database of Postgres does not start on the files of another major version; one of MySQL converts them, and there is no way back",
    pools: "wait",
    takes: "an outage",
    run: "dump, move the old folder away on the data disk, deploy, restore the dump",
  },
  {
    change: "metadataDatabase.engine; to or from cloudSql",
    master:
      "Airflow starts with a new, empty database, until a dump is restored; engines do not read each other's dumps",
    pools: "restart with the new address",
    takes: "an outage",
    run: `pause the DAGs, dump, ${deploy(stack)}, restore the dump`,
  },
  {
    change: "cloudSql.tier, highAvailability",
    master: "Cloud SQL restarts; Airflow reconnects",
    pools: RECONNECT,
    takes: MINUTES,
    run: deploy(stack),
  },
  {
    change: "broker.image",
    master: "Redis restarts with what waits in its queues",
    pools: RECONNECT,
    takes: "a minute",
    run: deploy(stack),
  },
  {
    change: "to or from memorystore",
    master: "Airflow restarts with new, empty queues: tasks that waited in the old ones are queued again after a while",
    pools: "finish their tasks and start with the new queues",
    takes: "until the longest running task ends",
    run: `pause the DAGs, ${deploy(stack)}`,
  },
];
