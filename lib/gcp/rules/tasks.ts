import { showDuration } from "../../airflow/rules/units";
import type { Finding, Path } from "../../deployment/finding";
import type { GcpReading } from "../reading";
import { limits } from "../settings";

/** Tasks that could not be finished when their worker changes, and who runs them. */
export function tasks({ deployment: { airflow, workers } }: GcpReading): readonly Finding[] {
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

const LOCAL =
  "with LocalExecutor tasks run in the scheduler on the master, which stops with every change of it, and they with it. " +
  "Write CeleryExecutor, or leave executor: out, and name a pool under workers:";

const TOO_LONG =
  "is longer than a machine waits for its worker when image or settings change; write 7d or less, and let longer work run elsewhere with a task that waits for it";
