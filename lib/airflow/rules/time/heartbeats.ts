import type { Deployment } from "../../../deployment/schema/schema";
import type { Finding } from "../../../deployment/words/finding";
import { optionSeconds, optionText, pathOfName } from "../../derived/option-value";
import type { Limits } from "../../endpoint";
import { heartbeatTimeout as limitOfTasks } from "../../environment/away";
import type { Release } from "../../releases/release";

/** Seconds after which our check ends a process that wrote no heartbeat, see heartbeat_health.py. */
export const STALE_SECONDS = 120;

interface Pair {
  /** How often it is written, and the default. */
  readonly beat: string;
  readonly every: number;
  /** After how long Airflow takes the process for dead; undefined: not by an option. */
  readonly limit: string | undefined;
  readonly after: number;
  readonly whose: string;
  /** Our own check asks for it too. */
  readonly checked: boolean;
}

/** Source: jobs/job.py of 2.11.2 and 3.3.2: `_heartrate` and `health_check_threshold`. */
const pairs = ({ options: { heartbeatTimeout }, executionApi }: Release, limits: Limits): readonly Pair[] => [
  {
    beat: "scheduler.scheduler_heartbeat_sec",
    every: 5,
    limit: "scheduler.scheduler_health_check_threshold",
    after: 30,
    whose: "the scheduler",
    checked: true,
  },
  {
    beat: "scheduler.job_heartbeat_sec",
    every: 5,
    limit: executionApi ? "dag_processor.health_check_threshold" : undefined,
    after: 30,
    whose: "the DAG processor",
    checked: true,
  },
  {
    beat: "triggerer.job_heartbeat_sec",
    every: 5,
    limit: "triggerer.triggerer_health_check_threshold",
    after: 30,
    whose: "the triggerer",
    checked: true,
  },
  {
    beat: executionApi ? "scheduler.task_instance_heartbeat_sec" : "scheduler.local_task_job_heartbeat_sec",
    every: 0,
    limit: heartbeatTimeout,
    after: executionApi ? limitOfTasks(limits) : 300,
    whose: "a running task",
    checked: false,
  },
];

/** Heartbeats that come later than somebody waits for them: a process that is well would be taken for dead. */
export const heartbeats = (deployment: Deployment, release: Release, limits: Limits): readonly Finding[] =>
  pairs(release, limits).flatMap((pair) => tooLate(pair, deployment));

function tooLate(pair: Pair, deployment: Deployment): readonly Finding[] {
  const every = optionSeconds(deployment, pair.beat, pair.every);
  const after = pair.limit === undefined ? pair.after : optionSeconds(deployment, pair.limit, pair.after);
  const beatIsWritten = optionText(deployment, pair.beat) !== undefined;
  const limitIsWritten = pair.limit !== undefined && optionText(deployment, pair.limit) !== undefined;
  if (!beatIsWritten && !limitIsWritten) return [];
  const say = (name: string, message: string): readonly Finding[] => [{ path: pathOfName(name), message }];
  if (every >= after)
    return beatIsWritten
      ? say(
          pair.beat,
          `${every} s is not below ${after} s, after which ${pair.whose} without a heartbeat is taken for dead. Leave it out (${pair.every} s) or write less than ${after}${pair.limit === undefined ? "" : `; [${pair.limit.replace(".", "] ")} is the other one`}`,
        )
      : say(
          pair.limit ?? pair.beat,
          `${after} s is not above ${every} s, the time between two heartbeats of ${pair.whose}. Leave it out (${pair.after} s) or write more than ${every}`,
        );
  // A busy loop may be late by as much again.
  const most = STALE_SECONDS / 2;
  if (!pair.checked || every <= most) return [];
  return say(
    pair.beat,
    `${every} s is too long for the health check of this program, which ends ${pair.whose} after ${STALE_SECONDS} s without a heartbeat. Leave it out (${pair.every} s) or write ${most} or less`,
  );
}
