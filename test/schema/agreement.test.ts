import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readDeployment } from "../../lib/deployment/file/read";
import { line } from "../../lib/deployment/words/problem";
import { deploymentSchema, targetSchema } from "../../lib/schema/schemas";
import { sharedSchema } from "../../lib/schema/shared";
import { targets } from "../../stacks/targets";
import { compiled, marks } from "../support/validator";

const ROOT = join(__dirname, "../..");
const all = compiled(deploymentSchema(targets));
const own = Object.fromEntries(
  Object.entries(targets).map(([name, { shape }]) => [name, compiled(targetSchema(name, shape))]),
);

const files = ["configs", "examples/configs"].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => `${folder}/${name}`),
);
const textOf = (path: string) => readFileSync(join(ROOT, path), "utf8");

test("there are examples", () => {
  expect(files.length).toBeGreaterThan(5);
});

test.each(files)("%s names the schema of every target in its first line", (path) => {
  const [, written = ""] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(textOf(path)) ?? [];
  expect(join(path, "..", written)).toBe("schema/deployment.json");
});

test.each(files)("%s has nothing that an editor would mark", (path) => {
  expect(marks(all, textOf(path))).toEqual([]);
  // The other file of one that extends has what this schema asks for.
  if (/^extends:/m.test(textOf(path))) return;
  const target = /^target: (\S+)/m.exec(textOf(path))?.[1] ?? "";
  const schema = own[target];
  if (schema === undefined) throw new Error(`${path} is for ${target}, which is no target`);
  expect(marks(schema, textOf(path))).toEqual([]);
});

test("a file that others extend has nothing that an editor would mark", () => {
  const shared = compiled(sharedSchema(targets));
  expect(marks(shared, textOf("examples/shared/airflow.yaml"))).toEqual([]);
  expect(marks(shared, "airflow: { verison: 1 }\ntarget: docker")).toEqual([
    " must NOT have additional properties",
    "/airflow must NOT have additional properties",
  ]);
});

test("what a file must have is not asked of one that extends another; what it may not have is", () => {
  expect(marks(all, "target: docker\nextends: ./a.yaml\nairflow: { image: , timezone: utc }")).toEqual([]);
  expect(marks(all, "target: docker\nextends: ./a.yaml\nairflow: { verison: 1 }")).toEqual([
    "/airflow must NOT have additional properties",
    ' must match "then" schema',
  ]);
});

/** Sections that a line of the same section replaces; lines of `airflow` follow them. */
const GOOD = [
  ["target", "target: docker"],
  ["workers", "workers: { main: { queues: [default] } }"],
  ["airflow", 'airflow:\n  version: "3.3.2"'],
] as const;

function withLines(lines: readonly string[]): string {
  const written = lines.map((text) => /^\w+/.exec(text)?.[0]);
  return [...GOOD.flatMap(([key, text]) => (written.includes(key) ? [] : [text])), ...lines].join("\n");
}

const problems = (text: string) => {
  const read = readDeployment({ path: "a.yaml", text }, targets);
  return read.ok ? [] : read.problems.map(line);
};

test("the file that the lines below are added to is good", () => {
  expect(problems(withLines([]))).toEqual([]);
  expect(marks(all, withLines([]))).toEqual([]);
});

describe("refused when it is read, and marked by an editor at the same place", () => {
  test.each<[string, string[], string]>([
    ["unknown key at the top", ["wrkers: {}"], ""],
    ["unknown key of a section", ["  max_task_duration: 1h"], "/airflow"],
    ["unknown key of a pool", ["workers: { main: { qeues: [default], queues: [default] } }"], "/workers/main"],
    ["unknown key of a secret", ["broker: { password: { value: hunter2 } }"], "/broker/password"],
    [
      "unknown key of a list's item",
      ["docker: { mounts: [{ source: ./a, target: /a, mode: ro }] }"],
      "/docker/mounts/0",
    ],
    ["a required key is missing", ["workers: { main: {} }"], "/workers/main"],
    ["version as a number", ["airflow: { version: 3.3 }"], "/airflow/version"],
    ["version of two numbers", ['airflow: { version: "3.3" }'], "/airflow/version"],
    ["no version", ["airflow: {}"], "/airflow"],
    ["one of several words", ["  executor: Celery"], "/airflow/executor"],
    ["duration without a unit", ["  maxTaskDuration: 90"], "/airflow/maxTaskDuration"],
    ["duration of nothing", ["  maxTaskDuration: 0s"], "/airflow/maxTaskDuration"],
    ["memory in another unit", ["scheduler: { memory: 2G }"], "/scheduler/memory"],
    ["no cores", ["scheduler: { cpu: 0 }"], "/scheduler/cpu"],
    ["no concurrency", ["workers: { main: { queues: [default], concurrency: 0 } }"], "/workers/main/concurrency"],
    ["half a worker", ["workers: { main: { queues: [default], replicas: 0.5 } }"], "/workers/main/replicas"],
    ["replicas as text", ['scheduler: { replicas: "3" }'], "/scheduler/replicas"],
    ["no scheduler", ["scheduler: { replicas: 0 }"], "/scheduler/replicas"],
    ["half a range", ["triggerer: { replicas: { min: 1 } }"], "/triggerer/replicas"],
    ["a pool's name", ["workers: { GPU_1: { queues: [default] } }"], "/workers"],
    ["a queue's name", ['workers: { main: { queues: ["etl main"] } }'], "/workers/main/queues/0"],
    ["no queue", ["workers: { main: { queues: [] } }"], "/workers/main/queues"],
    ["a variable's name", ["  environment: { A-B: x }"], "/airflow/environment"],
    ["a connection's id", ["  connections: { a b: { secret: aa } }"], "/airflow/connections"],
    ["a secret written out", ["  admin: { password: hunter2 }"], "/airflow/admin/password"],
    ["a list where text or a secret goes", ["  variables: { a: [x] }"], "/airflow/variables/a"],
    ["image without a tag", ["  image: apache/airflow"], "/airflow/image"],
    ["image latest", ["broker: { image: redis:latest }"], "/broker/image"],
    ["quoted port", ['webserver: { port: "8080" }'], "/webserver/port"],
    ["port beyond the last", ["webserver: { port: 80800 }"], "/webserver/port"],
    ["an address that is none", ["webserver: { baseUrl: here }"], "/webserver/baseUrl"],
    ["a word for a section", ["flower: yes"], "/flower"],
    ["true for a section", ["flower: true"], "/flower"],
    ["a section left empty", ["keys:"], "/keys"],
    ["no key number", ["keys: { fernet: [] }"], "/keys/fernet"],
    ["a name with a blank", ["metadataDatabase: { name: my base }"], "/metadataDatabase/name"],
    ["few connections", ["metadataDatabase: { maxConnections: 5 }"], "/metadataDatabase/maxConnections"],
    ["host name for an address", ["docker: { bindAddress: localhost }"], "/docker/bindAddress"],
    ["storage on a bare name", ["docker: { storage: { logs: logs } }"], "/docker/storage/logs"],
    [
      "dockerSocket true",
      ["workers: { main: { queues: [default], dockerSocket: true } }"],
      "/workers/main/dockerSocket",
    ],
    ["fewer than no slots", ["  slotPools: { aa: { slots: -1 } }"], "/airflow/slotPools/aa/slots"],
    ["nobody's target", ["target: nomad"], "/target"],
  ])("%s", (_, lines, place) => {
    const text = withLines(lines);
    expect(problems(text)).not.toEqual([]);
    expect(marks(all, text).map((mark) => mark.split(" ")[0])).toContain(place);
  });
});
