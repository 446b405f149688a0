import type { AirflowPart } from "../deployment/airflow";
import { optionVariable } from "./option";
import type { Release } from "./release";

type Dags = AirflowPart["dags"];

/** Where every process finds the DAGs of a folder or an image. */
export const DAGS_FOLDER = "/opt/airflow/dags";
/** Where git-sync keeps its link to the current commit. */
export const SYNCED_FOLDER = "/opt/airflow/git/current";
/** Id of the connection that holds the credentials of a private repository. */
export const GIT_CONNECTION = "airflow_cdktf_dags";
const EVERY_SECONDS = 60;

/** Variables that tell Airflow where its DAGs are; the same on every process. */
export function dagVariables(dags: Dags, release: Release): Record<string, string> {
  if (dags.git === undefined) return { AIRFLOW__CORE__DAGS_FOLDER: dags.image ?? DAGS_FOLDER };
  if (release.options.dagBundles === undefined)
    return { AIRFLOW__CORE__DAGS_FOLDER: joined(SYNCED_FOLDER, dags.subdir) };
  return { [optionVariable(release.options.dagBundles)]: JSON.stringify([gitBundle(dags, dags.git)]) };
}

/** Airflow's own way on 3.x: every process reads the repository, and a run keeps its commit. */
const gitBundle = (dags: Dags, repository: string) => ({
  name: "dags",
  classpath: "airflow.providers.git.bundles.git.GitDagBundle",
  kwargs: {
    ...(dags.credentials === undefined ? { repo_url: repository } : { git_conn_id: GIT_CONNECTION }),
    tracking_ref: dags.ref ?? "main",
    ...(dags.subdir === undefined ? {} : { subdir: dags.subdir }),
    refresh_interval: dags.every ?? EVERY_SECONDS,
  },
});

/** How often a git-sync process asks the repository, in seconds. */
export const syncSeconds = (dags: Dags): number => dags.every ?? EVERY_SECONDS;

const joined = (folder: string, below: string | undefined) => (below === undefined ? folder : `${folder}/${below}`);
