import type { Danger } from "../../airflow/words/built";
import { notice } from "../../airflow/words/danger";
import type { GcpReading } from "../settings/settings";

/** Servers of our own, on the master or of Google's. */
export function ownServers({ deployment }: GcpReading): Danger[] {
  const { cloudSql, memorystore, state } = deployment;
  const database = deployment.metadataDatabase.host === undefined;
  const broker = deployment.broker.host === undefined;
  const [ownDatabase, ownBroker] = [database && cloudSql === false, broker && memorystore === false];
  return [
    ...onDisk(ownDatabase, ownBroker),
    ...(database && cloudSql !== false && !cloudSql.highAvailability
      ? [
          notice(
            "The outage of the database's zone stops Airflow until Google has it back, or somebody restores a backup",
            "Leave highAvailability out",
            ["cloudSql", "highAvailability"],
          ),
        ]
      : []),
    ...(database && cloudSql !== false && deployment.metadataDatabase.engine === "mysql"
      ? [
          notice(
            "MySQL's client checks the authority of the server's certificate, not its name, and would go on in the clear with a server that offers no TLS; Cloud SQL itself refuses that",
            "Leave engine: mysql out, for Postgres",
            ["metadataDatabase", "engine"],
          ),
        ]
      : []),
    ...(broker && memorystore !== false && !memorystore.highAvailability
      ? [
          notice(
            "The outage of the broker's zone stops all queues, and tasks that wait there are lost",
            "Leave highAvailability out",
            ["memorystore", "highAvailability"],
          ),
        ]
      : []),
    ...(broker && memorystore !== false
      ? [
          notice(
            `Whoever reads the bucket ${state.bucket} reads the broker's password in Terraform's state: Memorystore gives it no other way`,
            "Let only those read the bucket who deploy",
            ["state"],
          ),
        ]
      : []),
  ];
}

/** What lies on the master's data disk, and how it is reached. */
function onDisk(database: boolean, broker: boolean): Danger[] {
  if (!database && !broker) return [];
  const what = [...(database ? ["The database"] : []), ...(broker ? [database ? "the queues" : "The queues"] : [])];
  const instead = [...(database ? ["cloudSql: { tier: ... }"] : []), ...(broker ? ["memorystore: { memory: 1 }"] : [])];
  const lie = what.length === 1 && database ? "lies" : "lie";
  const key = database ? "cloudSql" : "memorystore";
  return [
    notice(
      `${what.join(" and ")} ${lie} on one disk of one zone: with it, what was written since the last snapshot${database ? " or dump" : ""}, up to a day, is lost`,
      `Write ${instead.join(" and ")}`,
      [key],
    ),
    notice(
      `${what.join(" and ")} on the master ${lie === "lies" ? "speaks" : "speak"} without TLS: inside the network only Google's own encryption between machines protects passwords and data`,
      `Write ${instead.join(" and ")}, which are checked by their certificates`,
      ["network"],
    ),
  ];
}
