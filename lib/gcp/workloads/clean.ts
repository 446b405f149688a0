import { cleansAfter } from "../../airflow/workloads/clean";
import type { Workload } from "../../airflow/workloads/service";
import { every } from "../machines/clock";
import type { Unit } from "../machines/document";
import type { GcpFile } from "../settings/settings";
import { airflowContainer, type Surroundings } from "./process";

/** Minutes after the snapshot and the dump, so that both still hold what goes. */
const MINUTE = 30;
const STOP_SECONDS = 30;

/** Removes old runs from the metadata database once a day. */
export const clean = (
  workload: Workload,
  around: Surroundings,
  { cleanAfter, backups }: Pick<GcpFile, "cleanAfter" | "backups">,
): Unit =>
  airflowContainer({ ...workload, plain: { ...workload.plain, ...cleansAfter(cleanAfter) } }, around, {
    name: workload.name,
    description: "Airflow: removes old runs from the metadata database",
    stage: "timer",
    timer: { at: every(backups.hour, MINUTE) },
    stopSeconds: STOP_SECONDS,
  });
