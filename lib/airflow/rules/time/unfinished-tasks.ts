import type { Deployment } from "../../../deployment/schema/schema";
import type { Finding, Path } from "../../../deployment/words/finding";
import { showDuration } from "../../derived/units";

/** Why a target cannot let tasks finish. */
export interface Unfinished {
  /** Where tasks of LocalExecutor run, and what ends them with it. */
  readonly local: string;
  /** Seconds that a worker which is replaced can be given. */
  readonly most: number;
  /** Of tasks that may take longer: why, and what to write. */
  readonly tooLong: string;
}

/** Tasks that could not be finished when their process is replaced. */
export function unfinishedTasks(
  { airflow, workers }: Deployment,
  { local, most, tooLong }: Unfinished,
): readonly Finding[] {
  const written: readonly (readonly [path: Path, seconds: number | undefined])[] = [
    [["airflow", "maxTaskDuration"], airflow.maxTaskDuration],
    ...Object.entries(workers).map(
      ([name, { maxTaskDuration }]) => [["workers", name, "maxTaskDuration"], maxTaskDuration] as const,
    ),
  ];
  const inScheduler = `with LocalExecutor tasks run ${local}, and they with it. ${CELERY}`;
  return [
    ...(airflow.executor === "LocalExecutor" ? [{ path: ["airflow", "executor"], message: inScheduler }] : []),
    ...written.flatMap(([path, seconds]) =>
      seconds === undefined || seconds <= most
        ? []
        : [{ path, message: `${showDuration(seconds)} is longer than ${tooLong}${ELSEWHERE}` }],
    ),
  ];
}

const CELERY = "Write CeleryExecutor, or leave executor: out, and name a pool under workers:";
const ELSEWHERE = ", and let longer work run elsewhere with a task that waits for it";
