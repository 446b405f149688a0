import {
  awayOptions,
  awaySeconds,
  awayVariables,
  beatSeconds,
  borneSeconds,
  failedHeartbeats,
  heartbeatTimeout,
  requestSeconds,
  triesLast,
} from "../../../lib/airflow/environment/away";
import { ANSWERED_WITHIN, START_SECONDS } from "../../../lib/airflow/workloads/health";
import { limits as aws } from "../../../lib/aws/settings/settings";
import { limits as docker } from "../../../lib/docker/settings/settings";
import { limits as gcp } from "../../../lib/gcp/settings/settings";
import { recorded } from "../../support/recording-platform";
import { deployment, limits, release } from "../rules/deployment";

const PATIENCE = "AIRFLOW_CDKTF_WEBSERVER_AWAY_SECONDS";
const file = (options: Readonly<Record<string, unknown>> = {}, version = "3.3.2") =>
  deployment({}, { version, options });

test("a crash takes longest: noticed, ended, replaced, started; no target waits for more than ten minutes", () => {
  expect([ANSWERED_WITHIN, START_SECONDS]).toEqual([160, 300]);
  expect(awaySeconds({ ...limits, replaceSeconds: 0 })).toBe(540);
  expect([docker, aws, gcp].map(awaySeconds)).toEqual([600, 600, 600]);
});

test.each([docker, aws, gcp])("what follows is longer in this order: %j", (target) => {
  const seconds = [
    awaySeconds(target),
    failedHeartbeats(file(), target) * beatSeconds(file()),
    requestSeconds(target) + 1,
    heartbeatTimeout(target),
  ];
  expect(seconds).toEqual([...seconds].sort((a, b) => a - b));
  expect(new Set(seconds).size).toBe(seconds.length);
});

test("options that are set", () => {
  const set = awayOptions(file(), release(file()), limits);
  expect(set).toEqual({
    "scheduler.task_instance_heartbeat_timeout": "780",
    "workers.max_failed_heartbeats": "132",
    "workers.execution_api_retries": "111",
    "workers.execution_api_retry_wait_max": "15",
  });
  expect(triesLast(Number(set["workers.execution_api_retries"]))).toBe(requestSeconds(limits));
});

test("they follow the file's own", () => {
  const slower = file({ workers: { min_heartbeat_interval: "20" } });
  expect(failedHeartbeats(slower, limits)).toBe(33);
  const sooner = file({ scheduler: { task_instance_heartbeat_timeout: "300" } });
  expect(borneSeconds(sooner, limits)).toBe(120);
  expect(failedHeartbeats(sooner, limits) * beatSeconds(sooner)).toBe(180);
});

test("tasks of 2.11 write into the database themselves", () => {
  const old = file({}, "2.11.2");
  expect(awayOptions(old, release(old), limits)).toEqual({});
  expect(awayVariables(old, release(old), limits)).toEqual({});
});

test("only workers get the seconds, and a number of tries in the file wins", () => {
  const pool = (given: Parameters<typeof file>[0]) => recorded(file(given)).service("worker-main").plain[PATIENCE];
  expect(pool({})).toBe("660");
  expect(pool({ workers: { execution_api_retries: "9" } })).toBeUndefined();
  expect(recorded(file()).service("scheduler").plain[PATIENCE]).toBeUndefined();
});
