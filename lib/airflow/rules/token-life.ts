import type { Finding } from "../../deployment/finding";
import type { Deployment } from "../../deployment/schema";
import type { Release } from "../release";
import { taskQueuedTimeout } from "./drain";
import { optionSeconds, optionText, pathOfName } from "./option-value";

const DAY_SECONDS = 86_400;
const QUEUED = "scheduler.task_queued_timeout";

/**
 * A task's token is made when the task is queued; one that waits in the queue longer than the token lives fails with
 * "Signature has expired" (apache/airflow 53713). So it lives longer than a task may wait.
 */
export const executionTokenSeconds = (deployment: Deployment): number =>
  Math.max(DAY_SECONDS, 2 * taskQueuedTimeout(deployment));

/** Where an option makes the one shorter than the other. */
export function tokenLife(deployment: Deployment, release: Release): readonly Finding[] {
  const name = release.options.executionTokenSeconds;
  if (name === undefined) return [];
  const waits = optionSeconds(deployment, QUEUED, taskQueuedTimeout(deployment));
  const usual = executionTokenSeconds(deployment);
  const lives = optionSeconds(deployment, name, usual);
  if (lives > waits) return [];
  const written = optionText(deployment, name) !== undefined;
  const why = "a task that waits longer would find its token expired and fail";
  return [
    written
      ? {
          path: pathOfName(name),
          message: `${lives} s is not above ${waits} s, the longest that a task may wait in its queue: ${why}. ${usual > waits ? `Leave it out (${usual} s is set) or write` : "Write"} more than ${waits}`,
        }
      : {
          path: pathOfName(QUEUED),
          message: `${waits} s is not below ${lives} s, the life of a task's token: ${why}. Write less than ${lives}, or airflow.options.${name} above it`,
        },
  ];
}
