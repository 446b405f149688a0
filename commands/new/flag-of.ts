import { LONGEST_OF_ALL_WORDS } from "../../lib/deployment/schema/longest-task";

/** The flag that a person mends for a finding at this place of the file. */
export function flagOf(path: readonly (string | number)[]): string {
  const key = path.join(".");
  // Names of pools are the only keys that a person types: only two of one name make a file that is no YAML.
  if (key === "") return "--pool";
  return PLACES.find(([start]) => key.startsWith(start))?.[1] ?? key;
}

const PLACES: readonly (readonly [string, string])[] = [
  ["target", "--target"],
  ["airflow.version", "--airflow"],
  ["airflow.executor", "--executor"],
  ["airflow.dags.ref", "--dags-ref"],
  ["airflow.dags.folder", "--dags-folder"],
  ["airflow.dags.git", "--dags-git"],
  ["airflow.dags.image", "--dags-image"],
  ["airflow.image", "--image"],
  [LONGEST_OF_ALL_WORDS, "--max-task-duration"],
  ["workers", "--pool"],
  ["metadataDatabase.maxConnections", "--pool"],
  ["metadataDatabase.password", "--database-secret"],
  ["metadataDatabase", "--database"],
  ["broker.password", "--broker-secret"],
  ["broker", "--broker"],
  ["account", "--account"],
  ["region", "--region"],
  ["project", "--project"],
  ["zone", "--machine-zone"],
  ["state", "--state-bucket"],
  ["webserver.baseUrl", "--base-url"],
  ["webserver", "--port"],
  ["loadBalancer.allow", "--allow"],
  ["loadBalancer.flower.allow", "--allow"],
  ["loadBalancer.certificate", "--certificate"],
  ["loadBalancer", "--zone"],
  ["flower", "--flower"],
  ["docker.gitSyncImage", "--git-sync-image"],
  ["gitSyncImage", "--git-sync-image"],
];
