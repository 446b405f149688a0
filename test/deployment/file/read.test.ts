import type { TargetReader } from "../../../lib/deployment/file/read";
import { line } from "../../../lib/deployment/words/problem";
import { shape } from "../../../lib/docker/settings/settings";
import { GOOD, problems, read, wrong } from "../reading";

describe("a good file", () => {
  const result = read([
    ...GOOD,
    "  environment: { A: 3.10, B: 012345678901, C: True, D: 1e3 }",
    "docker: { user: 1000 }",
    "workers:",
    "  gpu: { queues: [gpu], memory: 2GiB, maxTaskDuration: 2h, dockerSocket: { group: 999 } }",
    "  default: { queues: [default, gpu], replicas: { min: 1, max: 3 } }",
  ]);
  if (!result.ok) throw new Error("expected a good file");

  test("it has its defaults, and the keys of the target beside those of every file", () => {
    expect(result.deployment.airflow).toMatchObject({ version: "3.3.2", executor: "CeleryExecutor" });
    expect(result.deployment.workers["gpu"]).toEqual({
      queues: ["gpu"],
      dockerSocket: { group: 999 },
      concurrency: 16,
      replicas: { min: 1, max: 1 },
      environment: {},
      memory: 2048,
      maxTaskDuration: 7200,
    });
    expect(result.deployment.workers["default"]).toMatchObject({ dockerSocket: false });
    expect(result.deployment).toMatchObject({ target: "docker", docker: { user: 1000, bindAddress: "127.0.0.1" } });
  });

  test("text stays as it was written", () => {
    expect(result.deployment.airflow.environment).toEqual({ A: "3.10", B: "012345678901", C: "True", D: "1e3" });
  });
});

describe("the target comes first", () => {
  const of = (first: string) => problems([first, "airfow: {}"]);
  test.each([
    ["missing", "airflow: {}", "1:1 target: missing; write one of: docker, aws-ecs"],
    ["mistyped", "target: dokcer", '1:9 target: unknown target "dokcer"; did you mean "docker"?'],
    ["unknown", "target: nomad", '1:9 target: unknown target "nomad"; known: docker, aws-ecs'],
    ["a number", "target: 3", "1:9 target: expected one of: docker, aws-ecs, got 3"],
    ["empty", "target:", "1:1 target: expected one of: docker, aws-ecs, got nothing"],
    ["a word of JavaScript", "target: constructor", '1:9 target: unknown target "constructor"; known: docker, aws-ecs'],
  ])("%s", (_, first, expected) => {
    expect(of(first)).toEqual([`configs/a.yaml:${expected}`]);
  });
});

test("a syntax error is told alone", () => {
  expect(problems(["target: docker", "airflow: {", "wrkers: 1"])).toEqual([
    "configs/a.yaml:3:1 not valid YAML: Flow map in block collection must be sufficiently indented and end with a }",
  ]);
});

describe("rules", () => {
  const rules: TargetReader["rules"] = ({ deployment }) => [
    { path: ["workers", "gpu", "queues"], message: `concurrency is ${deployment.workers["gpu"]?.concurrency}` },
    { path: ["webserver", "port"], message: "8080 is taken" },
    { path: ["airflow", "version"], message: "is old", kind: "notice" },
  ];
  const pools = ["workers:", "  gpu: { queues: [gpu] }"];

  test("problems stand in the order of the text, notices apart", () => {
    const result = read([...GOOD, ...pools], { docker: { shape, rules } });
    expect(result.ok ? [] : result.problems.map(line)).toEqual([
      "configs/a.yaml:1:1 webserver.port: 8080 is taken",
      "configs/a.yaml:5:10 workers.gpu.queues: concurrency is 16",
    ]);
    expect(result.notices.map(line)).toEqual(["configs/a.yaml:3:12 airflow.version: is old"]);
  });

  test("notices alone refuse nothing", () => {
    const notice = { path: ["airflow"], message: "is old", kind: "notice" } as const;
    const result = read([...GOOD, ...pools], { docker: { shape, rules: () => [notice] } });
    expect(result).toMatchObject({ ok: true, notices: [{ line: 2, column: 1, message: "is old" }] });
  });

  test("they are not asked about a file of a wrong shape", () => {
    const asked = jest.fn(() => []);
    read([...GOOD, "wrkers: {}"], { docker: { shape, rules: asked } });
    expect(asked).not.toHaveBeenCalled();
  });
});

test("a name with dots is quoted in the path", () => {
  expect(wrong("  slotPools:", '    "a.b c": { slots: -1 }')).toEqual([
    '5:23 airflow.slotPools["a.b c"].slots: expected 0 or more, got -1',
  ]);
});
