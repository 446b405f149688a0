import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drain, resume, tasks, workerState } from "../../commands/drain-containers";
import { recording } from "../support/print";
import { fails, Programs, says } from "../support/programs";

const root = mkdtempSync(join(tmpdir(), "drain-"));
const programs = new Programs(root);
afterAll(() => {
  programs.end();
  rmSync(root, { recursive: true, force: true });
});

const state = (running: number, drained: boolean, budget = 3600) =>
  JSON.stringify({ state: "draining", running, reserved: 0, drained, drain_seconds: budget });

test("what a worker says of itself; nothing where it does not run", async () => {
  programs.is("docker", { "exec w1 cat *": says(state(2, false)), "exec w2 *": fails("is not running") });
  expect(await workerState("w1")).toEqual({
    state: "draining",
    running: 2,
    reserved: 0,
    drained: false,
    drain_seconds: 3600,
  });
  expect(await workerState("w2")).toBeUndefined();
});

test("asks all workers first, and waits until each has finished", async () => {
  const [busy, done] = [join(root, "busy"), join(root, "done")];
  writeFileSync(busy, state(1, false));
  writeFileSync(done, state(0, true));
  // The first look finds a task, the next one none.
  programs.is("docker", {
    "exec w1 cat *": `if [ -f ${busy} ]; then read -r line < ${busy}; echo "$line"; /bin/rm ${busy}; else ${says(state(0, true))}; fi`,
    "exec w2 cat *": `read -r line < ${done} || :; echo "$line"`,
  });
  programs.calls();
  const print = recording();
  await drain(["w1", "w2"], print);
  const calls = programs.calls();
  for (const worker of ["w1", "w2"])
    expect(calls).toContain(`docker exec ${worker} touch /dev/shm/airflow-cdktf/drain`);
  expect(calls.filter((call) => call.startsWith("docker exec w1 cat"))).toHaveLength(2);
  const shown = print.lines.map((line) => line.replace(/\(\d s\)/, "(... s)"));
  expect(shown.sort()).toEqual([
    "done: w1 has finished its tasks (... s)",
    "done: w2 has finished its tasks (... s)",
    "step: w1 finishes 1 task, at most 3600 s more",
  ]);
  expect(existsSync(busy)).toBe(false);
  expect(readFileSync(done, "utf8")).toBe(state(0, true));
});

test("a worker that does not run is passed over", async () => {
  programs.is("docker", { "exec *": fails("No such container: w1") });
  const print = recording();
  await drain(["w1"], print);
  expect(print.lines).toEqual([]);
});

test("the wait ends with the drain budget", async () => {
  programs.is("docker", { "exec w1 cat *": says(state(2, false, 0)) });
  const print = recording();
  await drain(["w1"], print);
  expect(print.lines).toEqual([
    "step: w1 finishes 2 tasks, at most 0 s more",
    "warn: w1 still runs 2 tasks after its drain budget of 0 s",
  ]);
});

test("after a failed deployment the workers that were not replaced take tasks again", async () => {
  programs.is("docker", {
    "exec old cat *": says(state(0, true)),
    "exec new cat *": says(state(0, false).replace("draining", "consuming")),
    "exec gone *": fails("No such container"),
  });
  programs.calls();
  const print = recording();
  await resume(["old", "new", "gone"], print);
  expect(programs.calls().filter((call) => call.includes("restart"))).toEqual(["docker restart old"]);
  expect(print.lines).toEqual(["step: old takes tasks again"]);
});

test("one task, many tasks", () => {
  expect([tasks(0), tasks(1), tasks(2)]).toEqual(["0 tasks", "1 task", "2 tasks"]);
});
