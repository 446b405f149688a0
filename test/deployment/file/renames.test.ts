import { readDeployment } from "../../../lib/deployment/file/read";
import { RENAMES, type Rename } from "../../../lib/deployment/file/renames";
import { line } from "../../../lib/deployment/words/problem";
import { fields } from "../../../lib/schema/fields";
import { generatedFiles } from "../../../lib/schema/files";
import type { Node } from "../../../lib/schema/node";
import { targetSchema } from "../../../lib/schema/schemas";
import { targets } from "../../../stacks/targets";
import { reviewed } from "../../support/reviewed";
import { compiled, marks } from "../../support/validator";

/** Names that keys of today never had. */
const OLD: readonly Rename[] = [
  { from: "airflow.taskLimit", to: "maxTaskDuration" },
  { from: "airflow.longestTask", to: "maxTaskDuration" },
  { from: "airflow.variablesOfProcesses", to: "environment" },
  { from: "workers.*.taskLimit", to: "maxTaskDuration" },
  { from: "database", to: "metadataDatabase" },
  { from: "metadataDatabase.address", to: "host" },
  { from: "flower.login", to: "username" },
  { from: "docker.mounts.*.from", to: "source" },
  { from: "docker.listen", to: "bindAddress" },
];

const HEAD = ["target: docker"];
const POOL = "workers: { main: { queues: [default] } }";
const airflow = (...entries: string[]) => `airflow: { ${['version: "3.3.2"', ...entries].join(", ")} }`;

function read(lines: readonly string[], base?: string) {
  const open = () => (base === undefined ? { message: "is not there" } : { text: base });
  return readDeployment({ path: "a.yaml", text: [...HEAD, ...lines].join("\n") }, targets, open, OLD);
}

/** What a good file reads to, with its notices of old names. */
function good(lines: readonly string[], base?: string) {
  const result = read(lines, base);
  if (!result.ok) throw new Error(result.problems.map(line).join("\n"));
  return { ...result, said: result.notices.map(line).filter((one) => one.includes("is called")) };
}

/** Why a file is refused; the words about old names come with it. */
function refused(...lines: string[]): readonly string[] {
  const result = read(lines);
  return result.ok ? ["accepted"] : result.problems.map(line);
}

const called = (name: string) => `is called ${name} now, and is still taken under this name; write ${name}`;

describe("a file with old names", () => {
  test("is taken as if it wrote today's, with a notice for each", () => {
    const lines = (task: string, database: string, login: string, mount: string) => [
      airflow(`${task}: 45m`),
      `workers: { main: { queues: [default], ${task}: 2h } }`,
      `${database}: { image: "postgres:16" }`,
      `flower: { ${login}: ops }`,
      `docker: { mounts: [{ ${mount}: ./scripts, target: /opt/scripts }] }`,
    ];
    const [old, now] = [
      good(lines("taskLimit", "database", "login", "from")),
      good(lines("maxTaskDuration", "metadataDatabase", "username", "source")),
    ];
    expect(old.deployment).toEqual(now.deployment);
    expect(now.said).toEqual([]);
    expect(old.said).toEqual([
      `a.yaml:2:30 airflow.taskLimit: ${called("maxTaskDuration")}`,
      `a.yaml:3:39 workers.main.taskLimit: ${called("maxTaskDuration")}`,
      `a.yaml:4:1 database: ${called("metadataDatabase")}`,
      `a.yaml:5:11 flower.login: ${called("username")}`,
      `a.yaml:6:22 docker.mounts[0].from: ${called("source")}`,
    ]);
  });

  test("an alias is taken in each of its places", () => {
    const { deployment } = good([airflow(), "workers: { main: &one { queues: [default], taskLimit: 2h }, two: *one }"]);
    expect(Object.values(deployment.workers).map(({ maxTaskDuration }) => maxTaskDuration)).toEqual([7200, 7200]);
  });

  test("a name of one's own that is an old one of another place stays", () => {
    const { deployment, said } = good([airflow("variables: { taskLimit: 3, database: x }"), POOL]);
    expect(deployment.airflow.variables).toEqual({ taskLimit: "3", database: "x" });
    expect(said).toEqual([]);
  });

  test("may have several lines where today's may", () => {
    expect(refused(airflow('timezone: "a\\nb"'), POOL)).toHaveLength(1);
    const { deployment } = good([airflow('variablesOfProcesses: { NOTE: "a\\nb" }'), POOL]);
    expect(deployment.airflow.environment).toEqual({ NOTE: "a\nb" });
  });

  test("one with an old name alone at its start is a deployment file", () => {
    expect(readDeployment({ path: "a.yaml", text: "database: {}" }, targets, undefined, OLD)).toMatchObject({
      problems: [{ path: ["target"] }],
    });
  });
});

describe("what is wrong is said under the name that the file writes", () => {
  test.each([
    [
      "its shape",
      [airflow("taskLimit: 45"), POOL],
      "a.yaml:2:41 airflow.taskLimit: expected a duration such as 90s, 15m, 1h or 2d, got 45",
    ],
    [
      "a rule about it",
      ["database: { address: localhost, password: { secret: a } }", airflow(), POOL],
      'a.yaml:2:22 database.address: "localhost" is each process itself, and no server of yours runs in there',
    ],
    [
      "a key inside a section",
      ["database: { imge: postgres:17 }", airflow(), POOL],
      'a.yaml:2:13 database: unknown key "imge"; did you mean "image"?',
    ],
    [
      "a message that names the key itself",
      ["metadataDatabase: { address: db.example.com, image: postgres:16, password: { secret: a } }", airflow(), POOL],
      "a.yaml:2:53 metadataDatabase.image: image: starts a server of our own, host: names an existing one; expected one of them",
    ],
    [
      "a secret",
      [airflow("variablesOfProcesses: { PASSWORD: hunter2 }"), POOL],
      'a.yaml:2:64 airflow.variablesOfProcesses.PASSWORD: "PASSWORD" sounds like a secret',
    ],
  ])("%s", (_, lines, message) => {
    expect(refused(...lines).map((one) => one.slice(0, message.length))).toEqual([message]);
  });

  test("a notice about it", () => {
    expect(good([airflow("taskLimit: 40d"), POOL]).notices.map(line)).toContainEqual(
      expect.stringMatching(
        /^a.yaml:2:41 airflow.taskLimit: a worker that this target itself replaces is given 43199m/,
      ),
    );
  });

  test("the notices come with what refuses the file", () => {
    const result = read([airflow("taskLimit: 45"), POOL]);
    expect(result.notices.map(line)).toEqual([`a.yaml:2:30 airflow.taskLimit: ${called("maxTaskDuration")}`]);
  });
});

describe("a key under both its names is refused", () => {
  const both = (name: string, at: number, first: string) =>
    `is the old name of ${name}, which line ${at} writes as well, as ${first}; write one of them, as ${name}`;

  test("with the line of the other and what to do, together with all else of the shape", () => {
    expect(
      refused("airflow:", '  version: "3.3.2"', "  taskLimit: 45m", "  maxTaskDuration: 1h", "flower: 3", POOL),
    ).toEqual([
      `a.yaml:4:3 airflow.taskLimit: ${both("maxTaskDuration", 5, "maxTaskDuration")}`,
      "a.yaml:6:9 flower: expected false or a section, got 3",
    ]);
  });

  test("two old ones as well", () => {
    expect(refused("airflow:", '  version: "3.3.2"', "  taskLimit: 45m", "  longestTask: 1h", POOL)).toEqual([
      `a.yaml:5:3 airflow.longestTask: ${both("maxTaskDuration", 4, "taskLimit")}`,
    ]);
  });

  test("but in two files the one that extends says it", () => {
    const base = "airflow: { taskLimit: 45m }";
    const { deployment, said, locate } = good(["extends: base.yaml", airflow("maxTaskDuration: 1h"), POOL], base);
    expect(deployment.airflow.maxTaskDuration).toBe(3600);
    expect(said).toEqual([`base.yaml:1:12 airflow.taskLimit: ${called("maxTaskDuration")}`]);
    expect(locate(["airflow", "maxTaskDuration"])).toMatchObject({ file: "a.yaml", line: 3 });
    const inherited = good(["extends: base.yaml", airflow(), POOL], base);
    expect(inherited.locate(["airflow", "maxTaskDuration"])).toEqual({
      file: "base.yaml",
      line: 1,
      column: 23,
      written: ["airflow", "taskLimit"],
    });
    expect(inherited.writes(["airflow", "maxTaskDuration"])).toBe(true);
    expect(good(["extends: base.yaml", airflow("taskLimit: null"), POOL], base).deployment.airflow).not.toHaveProperty(
      "maxTaskDuration",
    );
  });
});

test("the review shows the notice, and places under the name that the file has", () => {
  const text = [...HEAD, airflow("taskLimit: 45m"), POOL, 'docker: { listen: "0.0.0.0" }'].join("\n");
  const { review } = reviewed(text, "acme", "configs/acme.yaml", OLD);
  expect(review.risks.filter(({ what }) => what.startsWith("Is called")).map(({ at }) => at?.path)).toEqual([
    "airflow.taskLimit",
    "docker.listen",
  ]);
  expect(review.risks.find(({ level }) => level === "danger")?.at).toEqual({
    file: "configs/acme.yaml",
    line: 4,
    path: "docker.listen",
  });
});

describe("editors", () => {
  const shape = targets["docker"]?.shape;
  if (shape === undefined) throw new Error("no target docker");
  const schema = targetSchema("docker", shape, OLD);
  const found = new Map(fields(schema).map(({ path, node }) => [path, node]));

  test("take the old name, say today's and do not propose it", () => {
    const takes = compiled(schema);
    expect(marks(takes, [...HEAD, airflow("taskLimit: 45m"), POOL].join("\n"))).toEqual([]);
    expect(marks(takes, [...HEAD, airflow("taskLimit: 45"), POOL].join("\n"))).not.toEqual([]);
    for (const path of [
      "airflow.taskLimit",
      "workers.POOL.taskLimit",
      "database",
      "flower.login",
      "docker.mounts[].from",
    ])
      expect(found.get(path)).toMatchObject({ deprecationMessage: expect.stringMatching(/^Called \w+ today\.$/) });
  });

  test("a key that must be written may be so under its old name", () => {
    const takes = compiled(schema);
    const mount = (key: string) => `docker: { mounts: [{ ${key}: ./scripts, target: /opt/scripts }] }`;
    expect(marks(takes, [...HEAD, airflow(), mount("from")].join("\n"))).toEqual([]);
  });

  test("every schema file has them, and the reference has today's names alone", () => {
    const files = generatedFiles(targets, OLD);
    const having = Object.keys(files).filter((name) => files[name]?.includes("taskLimit"));
    expect(having.sort()).toEqual([
      "schema/aws-ecs.json",
      "schema/deployment.json",
      "schema/docker.json",
      "schema/gcp-vms.json",
      "schema/shared.json",
    ]);
    expect(files["docs/reference.md"]).toBe(generatedFiles(targets)["docs/reference.md"]);
  });
});

/** Names of the table that lead nowhere, or to what is still a key. */
function lost(renames: readonly Rename[], nodes: readonly Node[]): readonly string[] {
  const paths = new Set(
    nodes.flatMap((node) => fields(node).map(({ path }) => path.replace(/\.[A-Z]+\b|\[\]/g, ".*"))),
  );
  return renames.flatMap(({ from, to }) => [
    ...(paths.has(from) ? [`${from} is a key`] : []),
    ...(paths.has([...from.split(".").slice(0, -1), to].join(".")) ? [] : [`${from}: there is no ${to}`]),
  ]);
}

test("every name of the table leads to a key of today, and is none itself", () => {
  const nodes = Object.entries(targets).map(([name, { shape }]) => targetSchema(name, shape, []));
  expect(lost([{ from: "airflow.timezone", to: "zone" }], nodes)).toEqual([
    "airflow.timezone is a key",
    "airflow.timezone: there is no zone",
  ]);
  expect(lost([...OLD, ...RENAMES], nodes)).toEqual([]);
});
