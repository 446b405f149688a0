import { PROGRAMS } from "../../airflow/files/files";
import type { Service } from "../../airflow/workloads/service";
import { DAY_SECONDS } from "../../deployment/usual";
import { every } from "../machines/clock";
import type { Unit } from "../machines/document";
import type { GcpSettings } from "../settings/settings";
import { airflowContainer, type Surroundings } from "./process";

/** Minutes after the snapshot and the dump, so that both still hold what goes. */
const MINUTE = 30;
const STOP_SECONDS = 30;

/** Removes old runs from the metadata database once a day, with all that the scheduler has. */
export const clean = (
  scheduler: Service,
  around: Surroundings,
  { cleanAfter, backups }: Pick<GcpSettings, "cleanAfter" | "backups">,
): Unit =>
  airflowContainer(
    {
      ...scheduler,
      command: ["python", `${PROGRAMS}/airflow_cdktf_clean.py`],
      plain: { ...scheduler.plain, AIRFLOW_CDKTF_CLEAN_DAYS: String(cleanAfter / DAY_SECONDS) },
    },
    around,
    {
      name: "clean",
      description: "Airflow: removes old runs from the metadata database",
      stage: "timer",
      timer: { at: every(backups.hour, MINUTE) },
      stopSeconds: STOP_SECONDS,
    },
  );
