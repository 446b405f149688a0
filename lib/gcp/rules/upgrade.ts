import { isOlder } from "../../airflow/version";
import type { Finding } from "../../deployment/finding";
import type { GcpReading } from "../reading";

/** The version that the file allows to stop. That it is the one that runs is asked by the machines. */
export function upgrade({ deployment, settings: { top } }: GcpReading): readonly Finding[] {
  const { version } = deployment.airflow;
  const { upgradeFrom } = top;
  if (upgradeFrom === undefined || isOlder(upgradeFrom, version)) return [];
  const message =
    upgradeFrom === version
      ? `got ${upgradeFrom}, which is airflow.version itself; remove upgradeFrom:, or write the version that runs before the upgrade`
      : `got ${upgradeFrom}, and airflow.version is the older ${version}, which does not start on a database that ${upgradeFrom} has migrated; restore a dump first ("Upgrades" in docs/gcp-vms.md)`;
  return [{ path: ["upgradeFrom"], message }];
}
