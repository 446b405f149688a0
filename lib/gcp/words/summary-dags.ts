import { durationWords } from "../../airflow/derived/units";
import { syncSeconds } from "../../airflow/files/dags";
import { releaseOf } from "../../airflow/releases/version";
import type { Deployment } from "../../deployment/schema/schema";

const IMAGE = "with the next deployment of an image: every machine has the one of that digest";

/** How soon a change of the DAGs is on every machine, and whether all see the same. */
export function arrival({ airflow }: Pick<Deployment, "airflow">): string {
  const { dags, version } = airflow;
  const every = durationWords(syncSeconds(dags));
  if (dags.git === undefined && dags.bucket === undefined) return IMAGE;
  const bundles = releaseOf(version)?.dagsFromGit === "bundle";
  if (dags.git !== undefined && bundles)
    return `within ${every} of a push, and the time to parse it; a run keeps the commit that it began with, and every machine takes that one`;
  const looks = `every machine looks each ${every}: they differ for no longer than that, and a task takes what its machine has when it starts`;
  return bundles ? looks : `${looks}; a new file is found within ${newFiles(airflow)}`;
}

/** Of 2.11, which looks into its folder for new files. Source of 300: its described options. */
const NEW_FILES_SECONDS = 300;
const newFiles = ({ options }: Deployment["airflow"]): string => {
  const written = Number(options["scheduler"]?.["dag_dir_list_interval"] ?? NEW_FILES_SECONDS);
  return durationWords(Number.isNaN(written) ? NEW_FILES_SECONDS : written);
};
