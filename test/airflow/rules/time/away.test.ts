import { away } from "../../../../lib/airflow/rules/time/away";
import { deployment, limits, release } from "../deployment";

function said(options: Readonly<Record<string, unknown>>, version = "3.3.2"): readonly string[] {
  const file = deployment({}, { version, options });
  return away(file, release(file), limits).map(
    ({ path, message, kind = "problem" }) => `${kind} ${path.slice(2).join(".")}: ${message}`,
  );
}

test.each(
  (
    [
      [{}],
      [{ scheduler: { task_instance_heartbeat_timeout: "780" } }],
      [{ workers: { max_failed_heartbeats: "121" } }],
      [{ workers: { max_failed_heartbeats: "156" } }],
      [{ workers: { execution_api_retries: "101" } }],
      [{ scheduler: { task_queued_timeout: "601" } }],
      [{ scheduler: { task_instance_heartbeat_timeout: "300" }, workers: { max_failed_heartbeats: "60" } }, "2.11.2"],
    ] as [options: Readonly<Record<string, unknown>>, version?: string][]
  ).map(([given, version = "3.3.2"]) => [given, version] as const),
)("%j outlasts it on %s", (options, version) => {
  expect(said(options, version)).toEqual([]);
});

const CRASH = "A crash may take it away for 600 s";
test.each([
  [
    { scheduler: { task_instance_heartbeat_timeout: "300" } },
    `notice scheduler.task_instance_heartbeat_timeout: with 300 s, running tasks fail when the webserver is away for longer than 120 s: their heartbeats go through it. ${CRASH}. Leave it out (780 s is set) where tasks are to outlast that; the price is that a worker that died is noticed later`,
  ],
  [
    { workers: { max_failed_heartbeats: "157" } },
    "problem workers.max_failed_heartbeats: 157 heartbeats, one every 5 s, are more than 780 s, after which the scheduler takes the task for dead: its next try would start while this one still runs. Leave it out (132 is set) or write 156 or less",
  ],
  [
    { workers: { max_failed_heartbeats: "3" } },
    `notice workers.max_failed_heartbeats: after 3 heartbeats that fail, one every 5 s ([workers] min_heartbeat_interval), a worker ends its task: running tasks fail when the webserver is away for longer than 15 s. ${CRASH}. Leave it out (132 is set)`,
  ],
  [
    { workers: { execution_api_retries: "12" } },
    `notice workers.execution_api_retries: 12 tries may be over after 66 s: a task that ends, or asks for a connection or a variable, fails when the webserver is away for longer. ${CRASH}. Leave it out (they go on for 660 s)`,
  ],
  [
    { scheduler: { task_queued_timeout: "600" } },
    "problem scheduler.task_queued_timeout: 600 s is not above 600 s, for which a crash may take the webserver away: no task starts meanwhile, and waiting ones would fail. Leave it out, or write more than 600",
  ],
] as [options: Readonly<Record<string, unknown>>, message: string][])("%j does not", (options, message) => {
  expect(said(options)).toEqual([message]);
});
