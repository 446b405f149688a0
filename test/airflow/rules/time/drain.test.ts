import {
  drainSeconds,
  taskQueuedTimeout,
  taskTimeoutSeconds,
  visibilityTimeout,
} from "../../../../lib/airflow/derived/drain";
import { drain } from "../../../../lib/airflow/rules/time/drain";
import type { Finding } from "../../../../lib/deployment/words/finding";
import { deployment, limits } from "../deployment";

type Sections = Parameters<typeof deployment>[0];
const table: readonly (readonly [what: string, sections: Sections, airflow: Sections, findings: readonly Finding[]])[] =
  [
    ["nothing written", {}, {}, []],
    ["within the target's limit", {}, { maxTaskDuration: "18m" }, []],
    [
      "longer than the target waits",
      { workers: { a1: { queues: ["default"] }, b2: { queues: ["slow"], maxTaskDuration: "2h" } } },
      { maxTaskDuration: "19m" },
      [
        {
          path: ["airflow", "maxTaskDuration"],
          message:
            "a worker that this target itself replaces is given 18m for its tasks, less than 19m. A deployment therefore waits for the running tasks first and replaces the workers after that; a task that is still running 18m after an unplanned stop is killed and retried if its DAG says so",
          kind: "notice",
        },
        {
          path: ["workers", "b2", "maxTaskDuration"],
          message:
            "a worker that this target itself replaces is given 18m for its tasks, less than 2h. A deployment therefore waits for the running tasks first and replaces the workers after that; a task that is still running 18m after an unplanned stop is killed and retried if its DAG says so",
          kind: "notice",
        },
      ],
    ],
    [
      "every pool has its own",
      { workers: { a1: { queues: ["default"], maxTaskDuration: "10m" } } },
      { maxTaskDuration: "3h" },
      [],
    ],
    [
      "tasks given up while a pool is replaced",
      {},
      { options: { scheduler: { task_queued_timeout: 600 } } },
      [
        {
          path: ["airflow", "options", "scheduler", "task_queued_timeout"],
          message:
            "600 s is not above 3600 s, the longest that a pool takes no task while its workers are replaced: waiting tasks would fail. Leave it out (4200 s is set) or write more than 3600",
        },
      ],
    ],
    ["a longer wait in the queue", {}, { options: { scheduler: { task_queued_timeout: 7200 } } }, []],
  ];

test.each(table)("%s", (_, sections, airflow, findings) => {
  const file = deployment(sections, airflow);
  expect(drain(file, { ...limits, drainSeconds: 1140 })).toEqual(findings);
});

describe("seconds that follow from maxTaskDuration", () => {
  const all = (pool: Sections, airflow: Sections) => {
    const file = deployment({ workers: { main: { queues: ["default"], ...pool } } }, airflow);
    const [main] = Object.values(file.workers);
    return {
      timeout: taskTimeoutSeconds(file.airflow, main),
      drain: drainSeconds(file.airflow, main),
      queued: taskQueuedTimeout(file),
      visibility: visibilityTimeout(file),
    };
  };

  test("unwritten: an hour to drain, no task is stopped, a week before a message is handed out again", () => {
    expect(all({}, {})).toEqual({ timeout: undefined, drain: 3600, queued: 4200, visibility: 604_800 });
  });
  test("written: also the tasks' timeout, with a minute to clean up", () => {
    expect(all({}, { maxTaskDuration: "15m" })).toEqual({ timeout: 900, drain: 960, queued: 1560, visibility: 86_400 });
  });
  test("a pool's own goes first", () => {
    const expected = { timeout: 172_800, drain: 172_860, queued: 173_460, visibility: 176_460 };
    expect(all({ maxTaskDuration: "2d" }, { maxTaskDuration: "15m" })).toEqual(expected);
  });
  test("LocalExecutor: the scheduler drains", () => {
    const file = deployment({ workers: {} }, { executor: "LocalExecutor", maxTaskDuration: "15m" });
    expect([drainSeconds(file.airflow), taskQueuedTimeout(file)]).toEqual([960, 600]);
  });
});
