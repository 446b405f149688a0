import type { Deployment } from "../../../deployment/schema/schema";
import type { Finding, Path } from "../../../deployment/words/finding";
import { CLEANUP_SECONDS, longestDrain, QUEUED_TIMEOUT, taskQueuedTimeout } from "../../derived/drain";
import { optionNumber, pathOfName } from "../../derived/option-value";
import { showDuration } from "../../derived/units";
import type { Limits } from "../../endpoint";

/** Where the file's own limits do not fit the target's, or one another. */
export function drain(deployment: Deployment, limits: Limits): readonly Finding[] {
  const { airflow, workers } = deployment;
  const own = Object.values(workers).map((pool) => pool.maxTaskDuration !== undefined);
  const inherited = own.length === 0 || own.includes(false);
  const written: readonly (readonly [Path, number | undefined])[] = [
    [["airflow", "maxTaskDuration"], inherited ? airflow.maxTaskDuration : undefined],
    ...Object.entries(workers).map(
      ([name, pool]) => [["workers", name, "maxTaskDuration"], pool.maxTaskDuration] as const,
    ),
  ];
  return [
    ...written.flatMap(([path, seconds]) => (seconds === undefined ? [] : tooLong(path, seconds, limits))),
    ...tooShortInQueue(deployment),
  ];
}

function tooLong(path: Path, seconds: number, limits: Limits): readonly Finding[] {
  if (seconds + CLEANUP_SECONDS <= limits.drainSeconds) return [];
  const most = showDuration(Math.max(0, limits.drainSeconds - CLEANUP_SECONDS));
  const message =
    `a worker that this target itself replaces is given ${most} for its tasks, less than ${showDuration(seconds)}. ` +
    "A deployment therefore waits for the running tasks first and replaces the workers after that; " +
    `a task that is still running ${most} after an unplanned stop is killed and retried if its DAG says so`;
  return [{ path, message, kind: "notice" }];
}

function tooShortInQueue(deployment: Deployment): readonly Finding[] {
  const least = longestDrain(deployment);
  const got = optionNumber(deployment, QUEUED_TIMEOUT, Number.POSITIVE_INFINITY);
  if (got > least) return [];
  const message =
    `${got} s is not above ${least} s, the longest that a pool takes no task while its workers are replaced: ` +
    `waiting tasks would fail. Leave it out (${taskQueuedTimeout(deployment)} s is set) or write more than ${least}`;
  return [{ path: pathOfName(QUEUED_TIMEOUT), message }];
}
