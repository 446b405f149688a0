import { unfinishedTasks } from "../../../../lib/airflow/rules/time/unfinished-tasks";
import { deployment } from "../deployment";

const target = { local: "in the scheduler, which may stop", most: 7_200, tooLong: "a worker is waited for; write 2h" };

test("limits of the deployment and of a pool are held against what the target can wait", () => {
  const file = deployment(
    { workers: { main: { queues: ["default"], maxTaskDuration: "3h" } } },
    { maxTaskDuration: "7201s" },
  );
  const rest = "is longer than a worker is waited for; write 2h, and let longer work run elsewhere";
  expect(unfinishedTasks(file, target)).toEqual([
    { path: ["airflow", "maxTaskDuration"], message: expect.stringContaining(`7201s ${rest}`) },
    { path: ["workers", "main", "maxTaskDuration"], message: expect.stringContaining(`3h ${rest}`) },
  ]);
});

test("as long as the target waits is not too long", () => {
  expect(unfinishedTasks(deployment({}, { maxTaskDuration: "2h" }), target)).toEqual([]);
});
