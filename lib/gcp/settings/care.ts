import { z } from "zod";
import { about } from "../../deployment/schema/about";
import { duration } from "../../deployment/schema/scalars";

export const DAY = 86_400;
/** Whole days, in seconds. */
export const days = (whose: string, ...examples: [string, ...string[]]) =>
  duration()
    .refine((seconds) => seconds >= DAY && seconds % DAY === 0, { error: "expected whole days, such as 90d" })
    .meta({ ...about(whose, ...examples) });

export const backups = z
  .strictObject({
    hour: z
      .int()
      .min(0)
      .max(23)
      .default(3)
      .meta({ title: "hour", ...about("Hour of the day, in UTC, of snapshot, dump and cleaning.", 18) }),
    keep: days("How long snapshots and dumps are kept.", "30d").prefault("14d"),
  })
  .prefault({})
  .meta(about("Snapshots of the data disk and dumps of the database, each day.", { hour: 18, keep: "30d" }));

export const logs = z
  .strictObject({
    tasks: days("How long the bucket keeps the logs of tasks.", "90d").prefault("365d"),
    local: days("How long a machine keeps logs of its own.", "3d").prefault("7d"),
  })
  .prefault({})
  .meta(about("How long logs are kept.", { tasks: "90d" }));
