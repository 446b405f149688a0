import { SYNCED_FOLDER } from "../../airflow/files/dags";
import type { Mount } from "../machines/docker-run";
import type { Unit } from "../machines/document";
import { LOCAL } from "../machines/paths";
import { container } from "./container";

/** Folder of a machine with copies of the DAGs and the link to the current one. */
export const COPIES = `${LOCAL}/dags`;

/** Where the process that keeps them equal to a repository or a bucket has it. */
export const ROOT = "/git";

/** Name of the link in it. */
export const LINK = SYNCED_FOLDER.replace(/^.*\//, "");

/** The DAGs, for every Airflow process. The link is swapped in one step, so that none reads half a change. */
export const dagsMount: Mount = { source: COPIES, target: SYNCED_FOLDER.replace(/\/[^/]+$/, "") };

/** Seconds after which the first copy is late; the machine says so, and waits again. */
const FIRST_SECONDS = 900;

/** Airflow starts with DAGs: a worker without them would fail the first task that it gets. */
export const dagsGate = (image: string): Unit =>
  container({
    name: "dags",
    description: "Airflow: waits for the first copy of the DAGs",
    stage: "gate",
    runs: "once",
    image,
    entrypoint: "bash",
    command: ["-c", `until [ -e ${SYNCED_FOLDER} ]; do sleep 1; done`],
    mounts: [dagsMount],
    folders: [COPIES],
    mostSeconds: FIRST_SECONDS,
    stopSeconds: 0,
  });
