import { DAY_SECONDS } from "../../deployment/usual";
import type { Surroundings } from "../environment/environment";
import { PROGRAMS } from "../files/files";
import type { Service } from "./service";
import type { Description } from "./workload";

/** Removes old runs from the metadata database every night, with all that the scheduler has. */
export const clean = (_: Surroundings, { plain, secret, files }: Service): Description => ({
  kind: "one-shot",
  command: ["python", `${PROGRAMS}/airflow_cdktf_clean.py`],
  plain,
  secret,
  files,
  stops: "It runs every night; what it did not remove goes the next night",
  path: ["cleanAfter"],
});

/** Tells it the age at which a finished run goes. */
export const cleansAfter = (seconds: number) => ({ AIRFLOW_CDKTF_CLEAN_DAYS: String(seconds / DAY_SECONDS) });
