import { isOlder } from "../../airflow/version";
import type { Finding } from "../../deployment/finding";
import type { AwsReading } from "../reading";

/** The version that the file allows to stop. That it is the one that runs is asked by the plan, see ../upgrade.ts. */
export function upgrade({ deployment, settings: { top } }: AwsReading): readonly Finding[] {
  const { version } = deployment.airflow;
  const { upgradeFrom } = top;
  if (upgradeFrom === undefined || isOlder(upgradeFrom, version)) return [];
  const message =
    upgradeFrom === version
      ? `got ${upgradeFrom}, which is airflow.version itself; remove upgradeFrom:, or write the version that runs before the upgrade`
      : `got ${upgradeFrom}, and airflow.version is the older ${version}, which does not start on a database that ${upgradeFrom} has migrated; restore a backup first ("Upgrades" in docs/aws-ecs.md)`;
  return [{ path: ["upgradeFrom"], message }];
}
