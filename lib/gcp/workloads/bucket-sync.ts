import { bucketParts, syncSeconds } from "../../airflow/files/dags";
import { PROGRAMS } from "../../airflow/files/files";
import { START_SECONDS } from "../../airflow/workloads/health";
import { resting } from "../../airflow/workloads/resting";
import type { AirflowPart } from "../../deployment/schema/airflow";
import type { Unit } from "../machines/document";
import { fileAt } from "../machines/paths";
import { container } from "./container";
import { COPIES, LINK, ROOT } from "./synced-dags";

const TIMEOUT_SECONDS = 5;
const FAILURES = 3;
const STOP_SECONDS = 10;

/**
 * Keeps a folder of the machine equal to a folder of a bucket, for releases whose Airflow has no bundles: a program of
 * ours in Airflow's image, see python/airflow_cdktf_gcp/dags_sync.py. It goes on by itself when the bucket is away.
 */
export const bucketSync = (dags: AirflowPart["dags"], bucket: string, image: string): Unit =>
  container({
    name: "dags-sync",
    description: "Airflow: keeps the DAGs equal to their bucket",
    stage: "store",
    image,
    entrypoint: "python",
    command: ["-m", "airflow_cdktf_gcp.dags_sync"],
    plain: {
      PYTHONPATH: PROGRAMS,
      PYTHONUNBUFFERED: "1",
      AIRFLOW_CDKTF_DAGS: JSON.stringify({
        bucket: bucketParts(bucket).name,
        prefix: bucketParts(bucket).prefix,
        every: syncSeconds(dags),
        folder: ROOT,
        link: LINK,
      }),
    },
    mounts: [
      { source: fileAt(PROGRAMS), target: PROGRAMS },
      { source: COPIES, target: ROOT, writable: true },
    ],
    folders: [COPIES],
    health: resting({
      command: `test -e ${ROOT}/${LINK}`,
      timeout: TIMEOUT_SECONDS,
      failures: FAILURES,
      start: START_SECONDS,
    }),
    stopSeconds: STOP_SECONDS,
  });
