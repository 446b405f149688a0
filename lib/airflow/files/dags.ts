import type { AirflowPart } from "../../deployment/schema/airflow";
import { withoutEndSlashes } from "../../deployment/slashes";
import { AIRFLOW_HOME } from "../../deployment/usual";
import { optionVariable } from "../environment/option";
import type { Release } from "../releases/release";
import { sshAddress } from "./repository-address";

type Dags = AirflowPart["dags"];

/** Where every process finds the DAGs of a folder or an image. */
export const DAGS_FOLDER = `${AIRFLOW_HOME}/dags`;
/** Where a process that keeps a folder equal to a repository or a bucket has its link to what is current. */
export const SYNCED_FOLDER = `${AIRFLOW_HOME}/git/current`;
/** Id of the connection that holds the credentials of a private repository. */
export const GIT_CONNECTION = "airflow_cdktf_dags";
/** Who asks a repository over HTTPS, where the file does not say. */
export const GIT_USER = "git";
/** Id of the connection by which a bucket is read; the target says as whom. */
export const BUCKET_CONNECTION = GIT_CONNECTION;
const EVERY_SECONDS = 60;

/** Variables that tell Airflow where its DAGs are; the same on every process. */
export function dagVariables(dags: Dags, release: Release): Record<string, string> {
  const bundle = bundleOf(dags);
  if (bundle === undefined) return { AIRFLOW__CORE__DAGS_FOLDER: dags.image ?? DAGS_FOLDER };
  if (release.options.dagBundles === undefined)
    return { AIRFLOW__CORE__DAGS_FOLDER: joined(SYNCED_FOLDER, dags.subdir) };
  return { [optionVariable(release.options.dagBundles)]: JSON.stringify([bundle]) };
}

/** What comes from elsewhere again and again; undefined: the DAGs lie in a folder or in the image. */
const bundleOf = (dags: Dags) =>
  dags.git !== undefined
    ? gitBundle(dags, dags.git)
    : dags.bucket !== undefined
      ? bucketBundle(dags, dags.bucket)
      : undefined;

/** Whether the target has to keep a folder equal to the repository or the bucket, because the release cannot. */
export const syncsDags = (dags: Dags, release: Release): boolean =>
  bundleOf(dags) !== undefined && release.dagsFromGit === "git-sync";

/** A folder of a bucket, `gs://BUCKET/PREFIX`, in its two parts; the prefix ends with a slash or is empty. */
export function bucketParts(bucket: string): { readonly name: string; readonly prefix: string } {
  const [name = "", ...folders] = bucket.replace(/^gs:\/\//, "").split("/");
  const path = withoutEndSlashes(folders.join("/"));
  return { name, prefix: path === "" ? "" : `${path}/` };
}

/**
 * Airflow's own way on 3.x: every process reads the repository, and a run keeps its commit. Over SSH by a bundle of ours
 * that is Airflow's and checks the host with every version of the provider, see python/airflow_cdktf/git_over_ssh.py.
 */
const gitBundle = (dags: Dags, repository: string) => ({
  name: "dags",
  classpath:
    sshAddress(repository) === undefined
      ? "airflow.providers.git.bundles.git.GitDagBundle"
      : "airflow_cdktf.git_over_ssh.SshDagBundle",
  kwargs: {
    ...(dags.credentials === undefined ? { repo_url: repository } : { git_conn_id: GIT_CONNECTION }),
    tracking_ref: dags.ref ?? "main",
    ...(dags.subdir === undefined ? {} : { subdir: dags.subdir }),
    refresh_interval: dags.every ?? EVERY_SECONDS,
  },
});

/** Every process reads the bucket. A run has no version of its own there: a task takes the files as they are by then. */
const bucketBundle = (dags: Dags, bucket: string) => {
  const { name, prefix } = bucketParts(bucket);
  return {
    name: "dags",
    classpath: "airflow.providers.google.cloud.bundles.gcs.GCSDagBundle",
    kwargs: {
      gcp_conn_id: BUCKET_CONNECTION,
      bucket_name: name,
      ...(prefix === "" ? {} : { prefix }),
      refresh_interval: dags.every ?? EVERY_SECONDS,
    },
  };
};

/** How often a process asks the repository or the bucket, in seconds. */
export const syncSeconds = (dags: Dags): number => dags.every ?? EVERY_SECONDS;

const joined = (folder: string, below: string | undefined) => (below === undefined ? folder : `${folder}/${below}`);
