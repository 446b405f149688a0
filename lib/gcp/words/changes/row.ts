import type { ChangeRow } from "../../../airflow/words/built";

/** One kind of change: what it does to the master, and to the machines of pools. */
export interface Row {
  readonly change: string;
  readonly master: string;
  readonly pools: string;
  readonly takes: string;
  readonly run: string;
}

export const rowOf = ({ change, master, pools, takes, run }: Row): ChangeRow => ({
  change,
  happens: [master, pools],
  takes,
  run,
});

/** Words that many rows share. */
export const GOES_ON = "goes on";
export const DRAINS = "each worker finishes its tasks and starts anew, at most half of a pool at once";
/**
 * A group whose most disruptive action is REFRESH does nothing at all to a machine that would need more.
 * Source: Compute Engine's InstanceGroupManagerUpdatePolicy, mostDisruptiveAllowedAction.
 */
export const STAYS =
  "machines stay as they are, and no other change reaches them, until they are drained; new ones are of the new kind";
export const UNTIL_TASKS_END = "until the longest running task ends";
export const MINUTES = "some minutes";
export const A_MINUTE = "about a minute";

/** Deploys and waits until every machine runs what was deployed. */
export const deploy = (stack: string): string => `npm run up ${stack}`;

/** Replaces machines of a pool one by one, each after its tasks. */
export const drain = (stack: string): string => `npm run drain ${stack} POOL`;
