import { isOlder } from "../lib/airflow/releases/version";
import type { DockerReading } from "../lib/docker/settings/settings";
import { backup } from "./backup";
import type { Running } from "./engine";
import type { Print } from "./print";

/** A change of Airflow's version between what runs and what the file says. */
export interface Upgrade {
  readonly from: string;
  readonly to: string;
}

/** Undefined where nothing runs yet or the version stays. */
export function upgradeOf(running: readonly Running[], version: string): Upgrade | undefined {
  const deployed = running.find((container) => container.version !== "" && container.version !== version);
  return deployed === undefined ? undefined : { from: deployed.version, to: version };
}

/** An older Airflow does not start on a database that a newer one has migrated. */
export const isDowngrade = ({ from, to }: Upgrade): boolean => isOlder(to, from);

/** Says what an upgrade does, and dumps the database before it: after the migration there is no way back without it. */
export async function prepareUpgrade(
  upgrade: Upgrade,
  stack: string,
  root: string,
  running: readonly Running[],
  reading: DockerReading,
  print: Print,
): Promise<void> {
  print.plain(`Upgrade of Airflow ${upgrade.from} to ${upgrade.to}: backup, drain, stop, migrate, start.`);
  const database = running.find(({ role }) => role === "metadata-database");
  if (database === undefined) {
    print.warn("the metadata database is not ours, so no backup is made of it here");
    return;
  }
  const stamp = new Date().toISOString().replace(/[:.]/g, "-");
  const file = await backup(
    root,
    database.name,
    reading.deployment.metadataDatabase,
    `${stack}-${upgrade.from}-${stamp}.dump`,
  );
  print.step(`backup of the metadata database: ${file}`);
}
