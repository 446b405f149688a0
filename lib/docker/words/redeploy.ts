import { durationWords } from "../../airflow/derived/units";
import type { Built } from "../../airflow/words/built";
import type { Service } from "../../airflow/workloads/service";

/** What a deployment does to what runs on this host, in order. */
export function redeploy(services: readonly Service[]): Built["release"] {
  const longest = Math.max(0, ...services.filter(({ runsTasks }) => runsTasks).map(({ drain }) => drain.seconds));
  const away = services.some(({ role, replicas }) => role === "webserver" && replicas.min > 1)
    ? ""
    : " The UI is away for about a minute.";
  const drained = `workers finish their running tasks, at most ${durationWords(longest)}`;
  return {
    rolling: [
      "Only containers whose settings changed are replaced; a change that all of Airflow shares replaces all of Airflow.",
      `Before a worker is replaced it finishes its running tasks, at most ${durationWords(longest)}; what waits in its queues waits on.`,
      `Nothing is migrated, and the version before can be deployed again.${away}`,
    ],
    upgrade: [
      "npm run up dumps our own metadata database to state/backups first.",
      `Then ${drained}, everything of Airflow stops, the database is migrated, and the new version starts.`,
      "There is no way back but the backup: an older Airflow does not start on a migrated database.",
    ],
  };
}
