import type { Deployment } from "../../../deployment/schema/schema";
import type { Finding } from "../../../deployment/words/finding";
import { executionTokenSeconds, QUEUED_TIMEOUT, taskQueuedTimeout } from "../../derived/drain";
import { optionSeconds, optionText, pathOfName } from "../../derived/option-value";
import type { Limits } from "../../endpoint";
import { awaySeconds, requestSeconds } from "../../environment/away";
import type { Release } from "../../releases/release";

/** The webserver renews the token of a running task with its answers, as soon as a fifth of its life is left. */
const LEFT_WHEN_RENEWED = 0.2;

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
