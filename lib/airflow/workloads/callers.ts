import type { Role } from "./service";

/**
 * Roles that open connections to the metadata database. Workers of 3.x as well: Celery's result backend is there.
 * Seen in pg_stat_activity on both releases.
 */
export const DATABASE_CALLERS: readonly Role[] = [
  "webserver",
  "scheduler",
  "dag-processor",
  "triggerer",
  "flower",
  "worker",
];

/** Roles that open connections to the broker. */
export const BROKER_CALLERS: readonly Role[] = ["scheduler", "flower", "worker"];
