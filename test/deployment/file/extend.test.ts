import { type Open, readDeployment } from "../../../lib/deployment/file/read";
import { line } from "../../../lib/deployment/words/problem";
import { targets } from "../../../stacks/targets";

const BASE = [
  'airflow: { version: "3.3.2", timezone: Europe/Berlin, dags: { folder: ./dags } }',
  "workers:",
  "  default: { queues: [default, mail], concurrency: 4 }",
].join("\n");
const OWN = ["target: docker", "extends: ./shared/airflow.yaml"];

function read(base: string | undefined, ...lines: string[]) {
  const open: Open = (path) =>
    path === "./shared/airflow.yaml" && base !== undefined
      ? { text: base }
      : { message: "there is no such file; write the path relative to the project's folder" };
  return readDeployment({ path: "configs/a.yaml", text: [...OWN, ...lines].join("\n") }, targets, open);
}

function good(...lines: string[]) {
  const result = read(BASE, ...lines);
  if (!result.ok) throw new Error(result.problems.map(line).join("\n"));
  return result;
}

const problems = (base: string | undefined, ...lines: string[]) => {
  const result = read(base, ...lines);
  return result.ok ? [] : result.problems.map(line);
};

test("sections merge key by key, and keep the order of the file that is extended", () => {
  const { deployment } = good("airflow: { timezone: utc }", "workers:", "  aa: { queues: [aa] }");
  expect(deployment.airflow).toMatchObject({ version: "3.3.2", timezone: "utc", dags: { folder: "./dags" } });
  expect(Object.keys(deployment.workers)).toEqual(["default", "aa"]);
});

test("lists and values replace", () => {
  const { deployment } = good("workers: { default: { queues: [default], replicas: 2 } }");
  expect(deployment.workers["default"]).toMatchObject({ queues: ["default"], concurrency: 4, replicas: { min: 2 } });
});

test("a key without a value takes the other file's out", () => {
  expect(good("airflow: { timezone: , dags: { folder: ~, image: /dags } }").deployment.airflow).toMatchObject({
    timezone: "utc",
    dags: { image: "/dags" },
  });
});

test("a value is where the file that wins writes it, a missing one at the section of the file that says most", () => {
  const { locate, writes } = good("airflow: { timezone: utc }", "workers: { default: { queues: [default] } }");
  expect(locate(["airflow", "timezone"])).toEqual({ file: "configs/a.yaml", line: 3, column: 22 });
  expect(locate(["airflow", "version"])).toMatchObject({ file: "shared/airflow.yaml", line: 1 });
  expect(locate(["workers", "default", "concurrency"])).toMatchObject({ file: "shared/airflow.yaml", line: 3 });
  expect(locate(["workers", "default", "queues", 1])).toMatchObject({ file: "configs/a.yaml", line: 4 });
  expect(locate(["airflow", "image"])).toMatchObject({ file: "configs/a.yaml", line: 3 });
  expect([writes(["airflow", "version"]), writes(["airflow", "image"])]).toEqual([true, false]);
});

test("a problem names the file that it comes from", () => {
  expect(problems(`${BASE}\n  gpu: { queues: [gpu], concurency: 1 }`)).toEqual([
    'shared/airflow.yaml:4:25 workers.gpu: unknown key "concurency"; did you mean "concurrency"?',
  ]);
  expect(problems(BASE, "workers: { default: { queues: [reports] } }")).toEqual([
    expect.stringMatching(/^configs\/a\.yaml:3:1 workers: no pool consumes queue "default"/),
  ]);
});

test("a syntax error of the file that is extended is its own", () => {
  expect(problems("airflow: { version: 1")).toEqual([expect.stringMatching(/^shared\/airflow\.yaml:1:\d+ /)]);
});

test.each<[string, string | undefined, string]>([
  [
    "no such file",
    undefined,
    "./shared/airflow.yaml: there is no such file; write the path relative to the project's folder",
  ],
  ["a chain", "extends: ./c.yaml", "a file that another one extends cannot extend a third; write its keys here"],
])("%s is refused", (_, base, message) => {
  const [found, ...more] = problems(base);
  expect(more).toEqual([]);
  expect(found).toContain(`extends: ${message}`);
});

test("a path that is none", () => {
  const result = readDeployment({ path: "configs/a.yaml", text: "target: docker\nextends: [a, b]" }, targets);
  expect(result.ok ? [] : result.problems.map(line)).toEqual([
    expect.stringMatching(/^configs\/a\.yaml:2:1\d? extends: expected a file's path, relative to the project's folder/),
  ]);
});

test("the target is written in the file itself", () => {
  const result = readDeployment({ path: "configs/a.yaml", text: "extends: ./b.yaml" }, targets, () => ({
    text: `target: docker\n${BASE}`,
  }));
  expect(result.ok ? [] : result.problems.map(line)).toEqual([
    "configs/a.yaml:1:1 target: missing; write one of: docker, aws-ecs, gcp-vms",
  ]);
});
