import { showDuration } from "../../airflow/rules/units";
import type { Finding, Path } from "../../deployment/finding";
import type { AwsReading } from "../reading";
import { limits } from "../settings";

/** Tasks that could not be finished when their process is replaced. */
export function tasks({ deployment: { airflow, workers } }: AwsReading): readonly Finding[] {
  const written: readonly (readonly [path: Path, seconds: number | undefined])[] = [
    [["airflow", "maxTaskDuration"], airflow.maxTaskDuration],
    ...Object.entries(workers).map(
      ([name, { maxTaskDuration }]) => [["workers", name, "maxTaskDuration"], maxTaskDuration] as const,
    ),
  ];
  return [
    ...(airflow.executor === "LocalExecutor" ? [{ path: ["airflow", "executor"], message: LOCAL }] : []),
    ...written.flatMap(([path, seconds]) =>
      seconds === undefined || seconds <= limits.drainSeconds
        ? []
        : [{ path, message: `${showDuration(seconds)} ${TOO_LONG}` }],
    ),
  ];
}

/** Only a worker can be told to finish first: ECS has one protection for a whole task, and a scheduler is never idle. */
const LOCAL =
  "with LocalExecutor tasks run in the scheduler, which ECS kills two minutes after it is replaced, and they with it. " +
  "Write CeleryExecutor, or leave executor: out, and name a pool under workers:";

const TOO_LONG =
  "is longer than ECS protects a worker that is replaced; write 48h or less, and let longer work run elsewhere with a task that waits for it";
