import type { Surroundings } from "../environment/environment";
import { syncsDags } from "../files/dags";
import type { Description } from "./workload";

/** Keeps a folder equal to that of a bucket, for releases whose Airflow has no bundles. It goes on without the bucket. */
export function dagsSync({ deployment, release }: Surroundings): Description | undefined {
  const { dags } = deployment.airflow;
  if (dags.bucket === undefined || !syncsDags(dags, release)) return undefined;
  return {
    command: ["python", "-m", "airflow_cdktf_gcp.dags_sync"],
    health: { asks: "it has a copy of the bucket" },
    stops: "Changes of the DAGs do not arrive until it is back; known ones go on",
    path: ["airflow", "dags"],
  };
}
