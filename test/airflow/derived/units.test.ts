import { durationWords, showDuration, showMemory } from "../../../lib/airflow/derived/units";

test("as the file writes them", () => {
  expect([90, 900, 7200, 172_800, 0].map(showDuration)).toEqual(["90s", "15m", "2h", "2d", "0s"]);
  expect([512, 1024, 1280].map(showMemory)).toEqual(["512MiB", "1GiB", "1280MiB"]);
});

test.each([
  [0, "0 s"],
  [59, "59 s"],
  [60, "1 min"],
  [21_660, "6 h 1 min"],
  [90_061, "1 d 1 h 1 min 1 s"],
])("%i seconds for people", (seconds, words) => {
  expect(durationWords(seconds)).toBe(words);
});
