import { Compute } from "../../../commands/gcp/compute";
import { wait } from "../../../commands/gcp/wait";
import type { Print } from "../../../commands/print";
import { ComputeServer, says } from "../../support/compute-server";

const server = new ComputeServer();
beforeAll(() => server.start());
afterAll(() => server.stop());

let lines: string[] = [];
const print: Print = {
  step: (text) => lines.push(text),
  done: (text) => lines.push(`done: ${text}`),
  warn: (text) => lines.push(`notice: ${text}`),
  problem: (text) => lines.push(`problem: ${text}`),
  plain: (text) => lines.push(text),
};

const master = (said: string | undefined, document = "m1") => ({
  name: "gcp-master",
  part: "master",
  document,
  says: said,
});
const worker = (said: string | undefined, document = "w1", name = "gcp-main-x1") => ({
  name,
  part: "main",
  document,
  says: said,
});
const group = { pool: "main", type: "e2-standard-2", size: 1, document: "w1" };

beforeEach(() => {
  lines = [];
  server.groups = [{ ...group }];
  server.look = () => undefined;
  server.failures = [];
});

const waits = (patience = 20) =>
  wait(new Compute(), { project: "acme", stack: "gcp", pools: { main: 900 }, patience, every: 20 }, print);

test("ends when every machine runs what its metadata asks for, and is healthy", async () => {
  server.machines = [master(says("m1", "healthy")), worker(undefined)];
  let looks = 0;
  server.look = () => {
    looks += 1;
    if (looks === 3)
      server.machines = [master(says("m1", "healthy")), worker(says("w1", "applying", "pulling the image"))];
    if (looks === 5) server.machines = [master(says("m1", "healthy")), worker(says("w1", "healthy"))];
  };
  expect(await waits()).toBe(true);
  expect(lines).toEqual([
    "gcp-master: healthy",
    "gcp-main-x1: started, and has not said anything yet",
    "gcp-main-x1: applying: pulling the image",
    "gcp-main-x1: healthy",
    "done: 2 machines are healthy",
  ]);
});

test("a machine that is healthy with what it ran before is waited for", async () => {
  server.machines = [master(says("m0", "healthy")), worker(says("w1", "healthy"))];
  let looks = 0;
  server.look = () => {
    looks += 1;
    if (looks === 3) server.machines = [master(says("m1", "healthy")), worker(says("w1", "healthy"))];
  };
  expect(await waits()).toBe(true);
  expect(lines[0]).toBe("gcp-master: healthy (of the version before)");
});

test("what a group's template asks for counts, not what its machine has in its own metadata", async () => {
  server.groups = [{ ...group, document: "w2" }];
  server.machines = [master(says("m1", "healthy")), worker(says("w1", "healthy"))];
  expect(await waits(0)).toBe(false);
  expect(lines).toContain("problem: gcp-main-x1: healthy (of the version before)");
});

test("a unit that fails ends the wait with its last lines", async () => {
  server.machines = [
    master(says("m1", "failed", "airflow-scheduler.service failed", ["line one", "line two"], 90)),
    worker(says("w1", "healthy")),
  ];
  expect(await waits()).toBe(false);
  expect(lines.slice(-3)).toEqual([
    "problem: gcp-master: airflow-scheduler.service failed",
    "problem: its last lines:\n  line one\n  line two",
    "problem: Mend the cause and deploy again; the machines try again by themselves meanwhile.",
  ]);
});

test("trouble of a moment does not end the wait", async () => {
  server.machines = [master(says("m1", "failed", "the image cannot be pulled", [], 5)), worker(says("w1", "healthy"))];
  let looks = 0;
  server.look = () => {
    looks += 1;
    if (looks === 3) server.machines = [master(says("m1", "healthy")), worker(says("w1", "healthy"))];
  };
  expect(await waits()).toBe(true);
});

test("a failure of what was deployed before is not this deployment's", async () => {
  server.machines = [master(says("m0", "failed", "old trouble", [], 900)), worker(says("w1", "healthy"))];
  expect(await waits(0)).toBe(false);
  expect(lines.at(-1)).toMatch(/^problem: gave up after \d+ s without progress$/);
});

test("a machine that is missing is named", async () => {
  server.groups = [{ ...group, size: 2 }];
  server.machines = [master(says("m1", "healthy")), worker(says("w1", "healthy"))];
  expect(await waits(0)).toBe(false);
  expect(lines).toContain("problem: main: 1 of 2 machines are there");
});

test("a stack that was never deployed is said to be so", async () => {
  server.groups = [];
  server.machines = [];
  expect(await waits(0)).toBe(false);
  expect(lines).toContain("problem: main: there is no such group of machines; was the stack deployed?");
});

test("a machine of another type than its group is left alone, and the command that replaces it is named", async () => {
  server.groups = [{ ...group, type: "e2-standard-8", document: "w2" }];
  server.machines = [master(says("m1", "healthy")), worker(says("w1", "healthy"))];
  expect(await waits()).toBe(true);
  expect(lines.at(-1)).toBe(
    "notice: machines of main are of the kind before, and nothing of this deployment reaches them: npm run drain gcp main replaces them one by one, each after its tasks",
  );
});

test("so is one with another system than its group's", async () => {
  server.groups = [{ ...group, document: "w2" }];
  server.machines = [master(says("m1", "healthy")), { ...worker(says("w1", "healthy")), os: "cos-121-lts" }];
  expect(await waits()).toBe(true);
  expect(lines.at(-1)).toContain("machines of main are of the kind before");
});

test("an answer that Google cannot give for a moment is asked for again", async () => {
  server.machines = [master(says("m1", "healthy")), worker(says("w1", "healthy"))];
  server.failures = [503, 429];
  expect(await waits()).toBe(true);
});

test("an answer of no right is said in Google's words", async () => {
  server.failures = [403];
  await expect(waits()).rejects.toThrow("no such thing (403)");
});
