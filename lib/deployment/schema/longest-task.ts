import type { Path } from "../words/finding";

/** The key of the longest time that a task may run. Schema, messages and pages have its name from here. */
export const LONGEST_TASK = "maxTaskDuration";

/** Where the file writes it for all pools; `workers.POOL` has one of its own. */
export const LONGEST_OF_ALL: Path = ["airflow", LONGEST_TASK];

/** The same for words. */
export const LONGEST_OF_ALL_WORDS = LONGEST_OF_ALL.join(".");
