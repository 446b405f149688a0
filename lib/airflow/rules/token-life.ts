import type { Finding } from "../../deployment/finding";
import type { Deployment } from "../../deployment/schema";
import { awaySeconds, requestSeconds } from "../environment/away";
import type { Limits } from "../platform";
import type { Release } from "../releases/release";
import { QUEUED_TIMEOUT, taskQueuedTimeout } from "./drain";
import { optionSeconds, optionText, pathOfName } from "./option-value";

const DAY_SECONDS = 86_400;
/** The webserver renews the token of a running task with its answers, as soon as a fifth of its life is left. */
const LEFT_WHEN_RENEWED = 0.2;

/**
 * A task's token is made when the task is queued; one that waits in the queue longer than the token lives fails with
 * "Signature has expired" (apache/airflow 53713). So it lives longer than a task may wait.
 */
export const executionTokenSeconds = (deployment: Deployment): number =>
  Math.max(DAY_SECONDS, 2 * taskQueuedTimeout(deployment));

/** Where an option makes the one shorter than the other. */
export function tokenLife(deployment: Deployment, release: Release, limits: Limits): readonly Finding[] {
  const name = release.options.executionTokenSeconds;
  if (name === undefined) return [];
  const waits = optionSeconds(deployment, QUEUED_TIMEOUT, taskQueuedTimeout(deployment));
  const usual = executionTokenSeconds(deployment);
  const lives = optionSeconds(deployment, name, usual);
  const written = optionText(deployment, name) !== undefined;
  if (lives > waits) return written ? renewed(name, lives, usual, limits) : [];
  const why = "a task that waits longer would find its token expired and fail";
  return [
    written
      ? {
          path: pathOfName(name),
          message: `${lives} s is not above ${waits} s, the longest that a task may wait in its queue: ${why}. ${usual > waits ? `Leave it out (${usual} s is set) or write` : "Write"} more than ${waits}`,
        }
      : {
          path: pathOfName(QUEUED_TIMEOUT),
          message: `${waits} s is not below ${lives} s, the life of a task's token: ${why}. Write less than ${lives}, or airflow.options.${name} above it`,
        },
  ];
}

/** A token that was just not renewed must outlive a webserver that is away. */
function renewed(name: string, lives: number, usual: number, limits: Limits): readonly Finding[] {
  const least = Math.ceil(requestSeconds(limits) / LEFT_WHEN_RENEWED);
  if (lives >= least) return [];
  return [
    {
      path: pathOfName(name),
      message: `${lives} s is too short: a running task's token is renewed when a fifth of its life is left, and would expire while the webserver is away, which may take ${awaySeconds(limits)} s. Leave it out (${usual} s is set) or write ${least} or more`,
    },
  ];
}
