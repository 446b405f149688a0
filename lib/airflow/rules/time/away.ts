import type { Deployment } from "../../../deployment/schema/schema";
import type { Finding } from "../../../deployment/words/finding";
import { QUEUED_TIMEOUT } from "../../derived/drain";
import { optionNumber, optionSeconds, optionText, pathOfName } from "../../derived/option-value";
import type { Limits } from "../../endpoint";
import {
  awaySeconds,
  beatSeconds,
  borneSeconds,
  FAILED_HEARTBEATS,
  failedHeartbeats,
  HEARTBEAT_INTERVAL,
  HEARTBEAT_TIMEOUT,
  heartbeatTimeout,
  RETRIES,
  requestSeconds,
  triesLast,
} from "../../environment/away";
import type { Release } from "../../releases/release";

/** Options by which tasks of 3.x do not outlast a webserver that is away for as long as it may be. */
export function away(deployment: Deployment, { executionApi }: Release, limits: Limits): readonly Finding[] {
  if (!executionApi) return [];
  return [
    ...deadSooner(deployment, limits),
    ...beats(deployment, limits),
    ...fewTries(deployment, limits),
    ...shortQueue(deployment, limits),
  ];
}

const may = (limits: Limits): string => `A crash may take it away for ${awaySeconds(limits)} s`;

function deadSooner(deployment: Deployment, limits: Limits): readonly Finding[] {
  const borne = borneSeconds(deployment, limits);
  if (borne >= awaySeconds(limits)) return [];
  const written = optionSeconds(deployment, HEARTBEAT_TIMEOUT, 0);
  return [
    {
      path: pathOfName(HEARTBEAT_TIMEOUT),
      kind: "notice",
      message: `with ${written} s, running tasks fail when the webserver is away for longer than ${borne} s: their heartbeats go through it. ${may(limits)}. Leave it out (${heartbeatTimeout(limits)} s is set) where tasks are to outlast that; the price is that a worker that died is noticed later`,
    },
  ];
}

function beats(deployment: Deployment, limits: Limits): readonly Finding[] {
  if (optionText(deployment, FAILED_HEARTBEATS) === undefined) return [];
  const usual = failedHeartbeats(deployment, limits);
  const count = optionNumber(deployment, FAILED_HEARTBEATS, usual);
  const last = count * beatSeconds(deployment);
  const limit = optionSeconds(deployment, HEARTBEAT_TIMEOUT, heartbeatTimeout(limits));
  const path = pathOfName(FAILED_HEARTBEATS);
  if (last > limit)
    return [
      {
        path,
        message: `${count} heartbeats, one every ${beatSeconds(deployment)} s, are more than ${limit} s, after which the scheduler takes the task for dead: its next try would start while this one still runs. Leave it out (${usual} is set) or write ${Math.floor(limit / beatSeconds(deployment))} or less`,
      },
    ];
  if (last > borneSeconds(deployment, limits)) return [];
  return [
    {
      path,
      kind: "notice",
      message: `after ${count} heartbeats that fail, one every ${beatSeconds(deployment)} s ([workers] ${HEARTBEAT_INTERVAL.split(".")[1]}), a worker ends its task: running tasks fail when the webserver is away for longer than ${last} s. ${may(limits)}. Leave it out (${usual} is set)`,
    },
  ];
}

function fewTries(deployment: Deployment, limits: Limits): readonly Finding[] {
  if (optionText(deployment, RETRIES) === undefined) return [];
  const tries = optionNumber(deployment, RETRIES, Number.POSITIVE_INFINITY);
  const last = triesLast(tries);
  if (last >= awaySeconds(limits)) return [];
  return [
    {
      path: pathOfName(RETRIES),
      kind: "notice",
      message: `${tries} tries may be over after ${last} s: a task that ends, or asks for a connection or a variable, fails when the webserver is away for longer. ${may(limits)}. Leave it out (they go on for ${requestSeconds(limits)} s)`,
    },
  ];
}

function shortQueue(deployment: Deployment, limits: Limits): readonly Finding[] {
  const away = awaySeconds(limits);
  const got = optionSeconds(deployment, QUEUED_TIMEOUT, Number.POSITIVE_INFINITY);
  if (got > away) return [];
  return [
    {
      path: pathOfName(QUEUED_TIMEOUT),
      message: `${got} s is not above ${away} s, for which a crash may take the webserver away: no task starts meanwhile, and waiting ones would fail. Leave it out, or write more than ${away}`,
    },
  ];
}
