import { spawnSync } from "node:child_process";

/** Runs the unit tests of a folder in Python; without a python3 it says so and nothing is tested. */
export function expectPythonTestsToPass(folder: string): void {
  const done = spawnSync("python3", ["-m", "unittest", "discover", "-s", folder], {
    encoding: "utf8",
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
  });
  if (done.error !== undefined) {
    console.warn(`The Python tests did not run: python3 does not start (${done.error.message}).`);
    return;
  }
  expect(done.stderr).toMatch(/^Ran [1-9][0-9]* tests/m);
  expect(done.status === 0 ? "" : done.stderr).toBe("");
}
