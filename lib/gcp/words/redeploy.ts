import { durationWords } from "../../airflow/derived/units";
import type { Built } from "../../airflow/words/built";
import type { Service } from "../../airflow/workloads/service";
import type { GcpReading } from "../settings/settings";

/** What a deployment does to what runs, in order. */
export function redeploy(stack: string, services: readonly Service[], reading: GcpReading): Built["release"] {
  const seconds = Math.max(0, ...services.filter(({ runsTasks }) => runsTasks).map(({ drain }) => drain.seconds));
  const longest = durationWords(seconds);
  const waits = `npm run wait ${stack} follows it, and fails with the last lines of what does not start.`;
  return {
    first: [
      "Services of the project are switched on; passwords and keys that the file does not give are generated.",
      "Machines start by themselves: the master makes its data disk ready and migrates the database, workers wait for that.",
      `Terraform is done before they are: ${waits}`,
    ],
    rolling: [
      "The machines' metadata change, and no machine: each notices by itself, fetches images and secrets, and only then stops what differs.",
      `A worker takes no new task and finishes those that run, at most ${longest}; at most half of the workers of a pool do so at once.`,
      "The master stops and starts what differs in its order. While the webserver starts the UI is away, and running tasks ask again.",
      `Nothing is migrated, and the version before can be deployed again. ${waits}`,
    ],
    upgrade: [
      "Machines refuse another version until the file says upgradeFrom: and the version that runs; what runs goes on.",
      `Then the scheduler stops, workers finish their running tasks, at most ${longest}, and all of Airflow stops: the UI is away, and nothing is scheduled.`,
      `The master ${backup(reading)}migrates the database and starts the new version; workers wait for that.`,
      `There is no way back but a backup: ${way(reading)}. An older Airflow does not start on a migrated database.`,
    ],
  };
}

/** A server that exists is its owner's to save. */
const backup = ({ deployment }: GcpReading): string =>
  deployment.metadataDatabase.host === undefined ? "dumps and " : "";

function way({ deployment }: GcpReading): string {
  const { backups, cloudSql } = deployment;
  if (deployment.metadataDatabase.host !== undefined) return "the existing database's own, which is yours to make";
  const dumps = `the dump from before it, and those of the last ${durationWords(backups.keep)}`;
  return cloudSql === false ? dumps : `${dumps}; Cloud SQL keeps ${cloudSql.backups} of its own`;
}
