import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { readFolder } from "../../lib/deployment/file/folder";
import { readDeployment } from "../../lib/deployment/file/read";
import { line } from "../../lib/deployment/words/problem";
import { targets } from "../../stacks/targets";
import { attempt, imported } from "../compose/importing";
import { placed, places } from "../support/free-keys";
import { reviewed } from "../support/reviewed";

/** What every object has by itself: a table that is asked for it answers, although nobody wrote it there. */
const NAMES = Object.getOwnPropertyNames(Object.prototype);
const USABLE = NAMES.filter((name) => name !== "__proto__");

const told = (file: object): readonly string[] => {
  const result = readDeployment({ path: "configs/a.yaml", text: stringify(file) }, targets);
  return result.ok ? [] : result.problems.map(line);
};

const named = (value: unknown, names = USABLE) => Object.fromEntries(names.map((name) => [name, value]));

const DOCKER = { target: "docker", airflow: { version: "3.3.2" }, workers: { default: { queues: ["default"] } } };

test("they are names of variables, connections, slot pools and secrets like any other", () => {
  const { json } = reviewed(
    stringify({
      ...DOCKER,
      airflow: {
        version: "3.3.2",
        environment: { ...named("text"), valueOf: { secret: "constructor" } },
        variables: { ...named("text"), toString: { secret: "toString" } },
        connections: named({ secret: "hasOwnProperty" }),
        slotPools: named({ slots: 1 }),
        options: { constructor: { constructor: "a" } },
        image: {
          build: { context: "examples/image", args: named("text"), secretArgs: { constructor: { secret: "x" } } },
        },
      },
      workers: { default: { queues: ["default", "constructor"] }, constructor: { queues: ["slow"] } },
    }),
  );
  const text = JSON.stringify(json);
  expect(text).toContain("worker-constructor");
  expect(text).toContain("AIRFLOW__CONSTRUCTOR__CONSTRUCTOR=a");
  for (const name of USABLE.filter((one) => one !== "valueOf")) expect(text).toContain(`${name}=text`);
  expect(text).not.toContain("function Object()");
});

test("a stack cannot be called constructor, and that is said", () => {
  const folder = mkdtempSync(join(tmpdir(), "constructor-"));
  try {
    writeFileSync(join(folder, "constructor.yaml"), stringify(DOCKER));
    expect(readFolder(folder, "configs").problems.map(line)).toEqual([
      "configs/constructor.yaml:1:1 the file's name is the stack's name, and none can be called constructor; rename to my-constructor.yaml",
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const CLOUDS = {
  "aws-ecs": {
    account: "123456789012",
    region: "eu-central-1",
    state: { bucket: "acme-state" },
    loadBalancer: { zone: "Z0123456789ABC", allow: ["203.0.113.0/24"] },
    webserver: { baseUrl: "https://airflow.example.com" },
    tags: named("text"),
  },
  "gcp-vms": {
    project: "acme-data",
    zone: "europe-west3-a",
    state: { bucket: "acme-state" },
    databases: ["constructor"],
    labels: { constructor: "text" },
  },
} as const;

test.each(Object.entries(CLOUDS))("%s makes resources of such names", (target, own) => {
  const { json } = reviewed(
    stringify({
      target,
      ...own,
      airflow: {
        version: "3.3.2",
        image: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/airflow@sha256:".concat("0".repeat(64)),
        dags: { image: "/opt/airflow/dags" },
        environment: { ...named("text"), constructor: { secret: "constructor" } },
        variables: named({ secret: "toString" }),
        connections: named({ secret: "constructor", key: "constructor" }),
        slotPools: named({ slots: 1 }),
      },
      workers: { default: { queues: ["default", "constructor"] }, constructor: { queues: ["slow"] } },
    }),
  );
  expect(JSON.stringify(json)).toContain("worker-constructor");
  expect(JSON.stringify(json)).not.toContain("function Object()");
});

test.each(Object.keys(targets))("%s: under any key they are read, or refused in a line", (target) => {
  const file = { ...DOCKER, target };
  for (const place of places(target))
    for (const value of [named("text"), named({ constructor: "x" })]) {
      const found = told(placed(file, place, value));
      expect(found.join("\n")).not.toMatch(/native code|function Object|\[object/);
    }
});

test("__proto__ cannot be a key, because a section would lose it", () => {
  const found = readDeployment(
    { path: "configs/a.yaml", text: "target: docker\nairflow:\n  environment: { __proto__: x }" },
    targets,
  );
  expect(found.ok ? [] : found.problems.map(line)).toEqual(['configs/a.yaml:3:18 the key "__proto__" cannot be used']);
});

const HEAD = [
  'x-e: &e { AIRFLOW__CORE__EXECUTOR: CeleryExecutor, AIRFLOW__CELERY__BROKER_URL: "redis://:@redis:6379/0" }',
  "services:",
  '  webserver: { image: "apache/airflow:3.3.2", command: api-server, environment: *e, ports: ["8080:8080"] }',
  '  scheduler: { image: "apache/airflow:3.3.2", command: scheduler, environment: *e }',
  '  worker: { image: "apache/airflow:3.3.2", command: celery worker, environment: *e }',
  '  dagp: { image: "apache/airflow:3.3.2", command: dag-processor, environment: *e }',
  '  redis: { image: "redis:8" }',
  '  postgres: { image: "postgres:17" }',
];
const compose = (...more: readonly string[]) => [...HEAD, ...more].join("\n");

test("a service named constructor becomes a pool", () => {
  const worker = '  constructor: { image: "apache/airflow:3.3.2", command: celery worker -q slow, environment: *e }';
  expect(imported(compose(worker)).value["workers"]).toEqual({
    default: { queues: ["default"] },
    constructor: { queues: ["slow"] },
  });
});

test.each(NAMES)("%s in a compose file, as service, variable, key, volume, secret and command", (name) => {
  const result = attempt(
    compose(
      `  ${name}: { image: "apache/airflow:3.3.2", command: celery worker -q a-${name.length}, environment: { ${name}: x, AIRFLOW_VAR_${name}: y, AIRFLOW_CONN_${name}: z, "AIRFLOW__${name}__${name}": w } }`,
      `  other: { image: other, command: ${name}, ${name}: 1, deploy: { ${name}: 1 }, volumes: ["${name}:/x"] }`,
      `  last: { image: "apache/airflow:3.3.2", command: ${name}, user: ${name}, mem_limit: 1${name}, environment: { AIRFLOW__CORE__EXECUTOR: ${name} }, ${name}: 1 }`,
      `volumes: { ${name}: {} }`,
      `secrets: { ${name}: { file: ${name} } }`,
      `networks: { ${name}: {} }`,
    ),
  );
  const text = result.ok ? result.text + JSON.stringify(result.report) : result.problems.join("\n");
  expect(text).not.toMatch(/native code|function Object|\[object/);
});

test("no table of the program is asked for a text of the file without a look at what it has itself", () => {
  const root = join(__dirname, "..", "..");
  const files = ["lib", "commands", "stacks"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join(folder, name)),
  );
  const texts = files.map((file) => [file, readFileSync(join(root, file), "utf8")] as const);
  const tables = texts.flatMap(([, text]) =>
    [...text.matchAll(/const ([A-Z][A-Z_]+): Readonly<\s*Record<\s*string,/g)].map(([, name = ""]) => name),
  );
  expect(tables.length).toBeGreaterThan(20);
  const asked = texts.flatMap(([file, text]) =>
    tables
      .filter((table) =>
        new RegExp(`const ${table}: Readonly<\\s*Record<\\s*string|import[^;]*\\b${table}\\b`).test(text),
      )
      .filter((table) => new RegExp(`(?<![\\w.])${table}\\[[a-z]`).test(text))
      .map((table) => `${file}: ${table}`),
  );
  expect([...new Set(asked)]).toEqual([]);
});
