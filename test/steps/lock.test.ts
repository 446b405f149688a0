import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beside, holder, release, take } from "../e2e/lock";

const folder = mkdtempSync(join(tmpdir(), "locks-"));
const nameOf = (what: string) => `airflow-cdktf-e2e-${what}.lock`;
const held = (what: string, pid: number | undefined) => writeFileSync(join(folder, nameOf(what)), String(pid));
let run: ChildProcess;

/** A process that looks like a run of its own. */
beforeAll(async () => {
  run = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)", "test/e2e/run.ts"]);
  await new Promise((resolve) => run.once("spawn", resolve));
});
afterAll(() => {
  run.kill();
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
});

test("a name is held by one process, other names are not", () => {
  held("docker", run.pid);
  expect(take("docker", folder)).toBe(run.pid);
  expect(take("aws-ecs", folder)).toBeUndefined();
  expect(take("quiet", folder)).toBeUndefined();
  expect(readdirSync(folder).sort()).toEqual(["aws-ecs", "docker", "quiet"].map(nameOf));
});

test("what another process took is not given back, what this one took is", () => {
  held("docker", run.pid);
  release("docker", folder);
  take("gcp-vms", folder);
  release("gcp-vms", folder);
  expect(existsSync(join(folder, nameOf("docker")))).toBe(true);
  expect(existsSync(join(folder, nameOf("gcp-vms")))).toBe(false);
});

// A number that no process has, and one that another program has got.
test.each([4_194_304, 1])("a run that was killed holds nothing: process %d", (pid) => {
  held("quiet", pid);
  expect(holder("quiet", folder)).toBeUndefined();
  expect(take("quiet", folder)).toBeUndefined();
  release("quiet", folder);
  expect(readdirSync(folder)).toEqual([]);
});

test("the runs beside one", () => {
  held("docker", run.pid);
  held("gcp-vms", run.pid);
  expect(beside("docker", folder)).toEqual(["gcp-vms"]);
  expect(beside("aws-ecs", folder)).toEqual(["docker", "gcp-vms"]);
});
