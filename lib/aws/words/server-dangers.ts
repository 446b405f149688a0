import type { Danger } from "../../airflow/words/built";
import { notice } from "../../airflow/words/danger";
import type { AwsReading } from "../settings/settings";

/** Servers of our own. */
export function ownServers({ deployment }: AwsReading): Danger[] {
  const { rds, elastiCache, state } = deployment;
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
