import type { Danger } from "../../airflow/built";
import type { AwsReading } from "../reading";
import { danger, notice } from "./danger";

/** Servers that the file names. */
export function existingServers({ metadataDatabase, broker }: AwsReading["deployment"]): Danger[] {
  const database = metadataDatabase.host !== undefined && metadataDatabase.tls === false;
  const anybody = broker.host !== undefined && broker.password === undefined;
  return [
    ...(database
      ? [
          notice(
            "The existing database: passwords and data can be read on the way",
            metadataDatabase.engine === "postgres"
              ? "Write tls: true, or tls: { ca: PATH }"
              : "Take Postgres with tls: true",
            ["metadataDatabase"],
          ),
        ]
      : []),
    ...(anybody
      ? [
          danger(
            `The existing broker: whoever reaches ${broker.host} can send tasks`,
            "Write password: { secret: NAME }",
            ["broker", "host"],
          ),
        ]
      : []),
    ...(broker.host !== undefined && !broker.tls
      ? [notice("The existing broker: what goes to it can be read on the way", "Write tls: true", ["broker"])]
      : []),
  ];
}

/** Servers of our own. */
export function ownServers({ deployment, settings: { top } }: AwsReading): Danger[] {
  const { rds, elastiCache, state } = top;
  const [database, broker] = [deployment.metadataDatabase.host, deployment.broker.host].map(
    (host) => host === undefined,
  );
  return [
    ...(database && !rds.multiAz
      ? [
          notice(
            "The outage of the database's zone stops Airflow until somebody restores a backup",
            "Leave multiAz out",
            ["rds", "multiAz"],
          ),
        ]
      : []),
    ...(broker && elastiCache.replicas === 0
      ? [
          notice(
            "The outage of the broker's node stops all queues, and tasks that wait there are lost",
            "Leave replicas out, for one copy",
            ["elastiCache", "replicas"],
          ),
        ]
      : []),
    ...(broker
      ? [
          notice(
            `Whoever reads the bucket ${state.bucket} reads the broker's password in Terraform's state: ElastiCache takes it no other way`,
            "Let only those read the bucket who deploy",
            ["state"],
          ),
        ]
      : []),
  ];
}
