import type { Deployment } from "../../../deployment/schema/schema";
import type { Finding } from "../../../deployment/words/finding";
import type { Limits } from "../../endpoint";
import type { Release } from "../../releases/release";

/** Ways of the DAGs that the target or the release does not have. */
export function dags({ airflow }: Deployment, limits: Limits, release: Release): readonly Finding[] {
  const noFolder: readonly Finding[] =
    airflow.dags.folder !== undefined && !limits.hostFiles
      ? [{ path: ["airflow", "dags", "folder"], message: NO_FOLDER }]
      : [];
  const noVersions: readonly Finding[] =
    airflow.dags.git !== undefined && release.dagsFromGit === "git-sync"
      ? [{ path: ["airflow", "dags", "git"], message: `Airflow ${release.name} ${GIT_SYNC}`, kind: "notice" }]
      : [];
  return [...noFolder, ...noVersions];
}

const NO_FOLDER =
  "this target's machines do not see folders of this machine. Write git: REPOSITORY, or put the DAGs into the image";
const GIT_SYNC =
  "cannot read a repository by itself: git-sync keeps a copy on every machine. " +
  "Machines may differ for one interval, and a run does not keep the commit that it began with";
