import { readFileSync } from "node:fs";
import { join } from "node:path";
import { heartbeats, STALE_SECONDS } from "../../../../lib/airflow/rules/time/heartbeats";
import { deployment, limits, release } from "../deployment";

function said(options: Readonly<Record<string, unknown>>, version = "3.3.2"): readonly string[] {
  const file = deployment({}, { version, options });
  return heartbeats(file, release(file), limits).map(({ path, message }) => `${path.slice(2).join(".")}: ${message}`);
}

test("the health check's own limit", () => {
  const program = join(__dirname, "../../../../programs/airflow/src/airflow_cdktf/heartbeat_health.py");
  expect(readFileSync(program, "utf8")).toContain(`\nSTALE_SECONDS = ${STALE_SECONDS}.0\n`);
});

test.each(
  (
    [
      [{}],
      [{ scheduler: { job_heartbeat_sec: "10", scheduler_heartbeat_sec: "2.5" } }],
      [{ scheduler: { scheduler_heartbeat_sec: "60", scheduler_health_check_threshold: "120" } }],
      [{ triggerer: { job_heartbeat_sec: "29" } }],
      [{ scheduler: { task_instance_heartbeat_sec: "60" } }],
      [{ scheduler: { local_task_job_heartbeat_sec: "60" } }, "2.11.2"],
      [{ scheduler: { task_instance_heartbeat_timeout: "900" } }],
    ] as [options: Readonly<Record<string, unknown>>, version?: string][]
  ).map(([given, version = "3.3.2"]) => [given, version] as const),
)("%j comes in time on %s", (options, version) => {
  expect(said(options, version)).toEqual([]);
});

const DEAD = "without a heartbeat is taken for dead. Leave it out";
const OTHER = "is the other one";
test.each(
  (
    [
      [
        { scheduler: { job_heartbeat_sec: "300" } },
        `scheduler.job_heartbeat_sec: 300 s is not below 30 s, after which the DAG processor ${DEAD} (5 s) or write less than 30; [dag_processor] health_check_threshold ${OTHER}`,
      ],
      [
        { scheduler: { job_heartbeat_sec: "300" } },
        `scheduler.job_heartbeat_sec: 300 s is not below 30 s, after which the DAG processor ${DEAD} (5 s) or write less than 30`,
        "2.11.2",
      ],
      [
        { scheduler: { scheduler_heartbeat_sec: "30" } },
        `scheduler.scheduler_heartbeat_sec: 30 s is not below 30 s, after which the scheduler ${DEAD} (5 s) or write less than 30; [scheduler] scheduler_health_check_threshold ${OTHER}`,
      ],
      [
        { scheduler: { scheduler_health_check_threshold: "3" } },
        "scheduler.scheduler_health_check_threshold: 3 s is not above 5 s, the time between two heartbeats of the scheduler. Leave it out (30 s) or write more than 5",
      ],
      [
        { triggerer: { job_heartbeat_sec: "90", triggerer_health_check_threshold: "600" } },
        "triggerer.job_heartbeat_sec: 90 s is too long for the health check of this program, which ends the triggerer after 120 s without a heartbeat. Leave it out (5 s) or write 60 or less",
      ],
      [
        { scheduler: { task_instance_heartbeat_sec: "780" } },
        `scheduler.task_instance_heartbeat_sec: 780 s is not below 780 s, after which a running task ${DEAD} (0 s) or write less than 780; [scheduler] task_instance_heartbeat_timeout ${OTHER}`,
      ],
      [
        { scheduler: { local_task_job_heartbeat_sec: "400", scheduler_zombie_task_threshold: "350" } },
        `scheduler.local_task_job_heartbeat_sec: 400 s is not below 350 s, after which a running task ${DEAD} (0 s) or write less than 350; [scheduler] scheduler_zombie_task_threshold ${OTHER}`,
        "2.11.2",
      ],
    ] as [options: Readonly<Record<string, unknown>>, message: string, version?: string][]
  ).map(([given, message, version = "3.3.2"]) => [given, message, version] as const),
)("%j comes too late", (options, message, version) => {
  expect(said(options, version)).toEqual([message]);
});
