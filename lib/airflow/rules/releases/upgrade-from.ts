import type { Deployment } from "../../../deployment/schema/schema";
import type { Finding } from "../../../deployment/words/finding";
import { isOlder } from "../../releases/version";

/**
 * The version that the file allows to stop: an older one than the file's own.
 * @param restore what brings an older Airflow back, and where that is described
 */
export function upgradeFrom(
  { airflow: { version } }: Deployment,
  from: string | undefined,
  restore: string,
): readonly Finding[] {
  if (from === undefined || isOlder(from, version)) return [];
  const message =
    from === version
      ? `got ${from}, which is airflow.version itself; remove upgradeFrom:, or write the version that runs before the upgrade`
      : `got ${from}, and airflow.version is the older ${version}, which does not start on a database that ${from} has migrated; ${restore}`;
  return [{ path: ["upgradeFrom"], message }];
}
