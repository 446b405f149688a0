import { unfinishedTasks } from "../../airflow/rules/unfinished-tasks";
import type { Finding } from "../../deployment/finding";
import { type AwsReading, limits } from "../settings/settings";

/** Tasks that could not be finished when their process is replaced. */
export const tasks = ({ deployment }: AwsReading): readonly Finding[] =>
  unfinishedTasks(deployment, {
    // Only a worker can be told to finish first: ECS has one protection for a whole task, and a scheduler is never idle.
    local: "in the scheduler, which ECS kills two minutes after it is replaced",
    most: limits.drainSeconds,
    tooLong: "ECS protects a worker that is replaced; write 48h or less",
  });
