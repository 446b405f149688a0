import { spawnSync } from "node:child_process";
import { join } from "node:path";

test("the own tests of the Python programs for AWS pass", () => {
  const done = spawnSync("python3", ["-m", "unittest", "discover", "-s", join(__dirname, "python")], {
    encoding: "utf8",
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
  });
  if (done.error !== undefined) {
    console.warn(`The Python tests did not run: python3 does not start (${done.error.message}).`);
    return;
  }
  expect(done.stderr).toMatch(/^Ran [1-9][0-9]* tests/m);
  expect(done.status === 0 ? "" : done.stderr).toBe("");
}, 30_000);
