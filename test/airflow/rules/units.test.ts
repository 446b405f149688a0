import { showDuration, showMemory } from "../../../lib/airflow/rules/units";

test("as the file writes them", () => {
  expect([90, 900, 7200, 172_800, 0].map(showDuration)).toEqual(["90s", "15m", "2h", "2d", "0s"]);
  expect([512, 1024, 1280].map(showMemory)).toEqual(["512MiB", "1GiB", "1280MiB"]);
});
