import { unfinishedTasks } from "../../airflow/rules/unfinished-tasks";
import type { Finding } from "../../deployment/finding";
import { type GcpReading, limits } from "../settings/settings";

/** Tasks that could not be finished when their worker changes, and who runs them. */
export const tasks = ({ deployment }: GcpReading): readonly Finding[] =>
  unfinishedTasks(deployment, {
    local: "in the scheduler on the master, which stops with every change of it",
    most: limits.drainSeconds,
    tooLong: "a machine waits for its worker when image or settings change; write 7d or less",
  });
