import { durationWords } from "../../airflow/derived/units";
import type { Built } from "../../airflow/words/built";
import type { Service } from "../../airflow/workloads/service";
import type { AwsReading } from "../settings/settings";
import { MOST_STOP_SECONDS } from "../workloads/process";

/** What a deployment does to what runs, in order. */
export function redeploy(services: readonly Service[], { deployment }: AwsReading): Built["release"] {
  const seconds = Math.max(0, ...services.filter(({ runsTasks }) => runsTasks).map(({ drain }) => drain.seconds));
  const longest = durationWords(seconds);
  const { rds } = deployment;
  const way =
    deployment.metadataDatabase.host === undefined
      ? `our own database can be restored to any second of the last ${rds.backupDays} days, as a new one`
      : "the existing database's own, which is yours to make";
  return {
    rolling: [
      "New processes start beside the old ones, the scheduler first; an old one goes when the new one is healthy. Where they do not become healthy, ECS puts the old ones back.",
      `A worker that is replaced takes no new task and finishes those that run, at most ${longest}; ECS waits, and Terraform does not.`,
      `A stop that nobody asked for, of Spot or of a failing machine, kills after ${durationWords(MOST_STOP_SECONDS)}.`,
      "Nothing is migrated, and the version before can be deployed again.",
    ],
    upgrade: [
      "The plan is refused until the file says upgradeFrom: and the version that runs.",
      `Then workers finish their running tasks, at most ${longest}, and all of Airflow stops: the UI is away, and nothing is scheduled.`,
      "The first new scheduler migrates the database, then everything of the new version starts.",
      `There is no way back but a backup: ${way}. An older Airflow does not start on a migrated database.`,
    ],
  };
}
