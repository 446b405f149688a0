import { type ReadResult, readDeployment } from "../../lib/deployment/file/read";
import { line } from "../../lib/deployment/words/problem";
import type { Answers } from "../../lib/new/answers";
import { judge } from "../../lib/new/judge";
import { PLACES } from "../../lib/new/places";
import { targets } from "../../stacks/targets";
import { combinations, DEFAULTS, GIT, GPU, POSTGRES, REDIS, VARIANTS } from "./answers";

const read = (text: string): ReadResult => readDeployment({ path: "configs/acme.yaml", text }, targets);
const textOf = (answers: Answers): string => judge(answers, targets, []).text;

test("every target of stacks/targets.ts has its words in lib/new/places.ts", () => {
  expect(Object.keys(PLACES).sort()).toEqual(Object.keys(targets).sort());
});

test.each(Object.keys(targets))("every combination of answers for %s is read without a problem", (target) => {
  const all = combinations([target]);
  const wrong = all.flatMap(([name, answers]) => {
    const { problems, text } = judge(answers, targets, []);
    const result = read(text);
    const lines = [...problems.map(({ message }) => message), ...(result.ok ? [] : result.problems.map(line))];
    return lines.length === 0 ? [] : [{ name, lines }];
  });
  expect(wrong).toEqual([]);
  expect(all.length).toBeGreaterThan(100);
});

test("a repository over SSH is written with its key and the keys of its host", () => {
  const text = textOf({ ...DEFAULTS, dags: { ...GIT, url: "ssh://git@example.com:2222/acme/dags.git" } });
  expect(text).toContain(
    "It wants a private key as file secrets/git-key, and what ssh-keyscan -p 2222 example.com prints as file known_hosts.",
  );
  expect(read(text)).toMatchObject({
    ok: true,
    deployment: {
      airflow: { dags: { credentials: { sshKey: { secret: "git-key" }, knownHosts: { file: "./known_hosts" } } } },
    },
  });
});

test("the answers arrive", () => {
  const result = read(
    textOf({
      ...DEFAULTS,
      pools: [...DEFAULTS.pools, GPU],
      dags: { ...GIT, ref: "release" },
      database: POSTGRES,
      broker: REDIS,
      port: "9090",
      flower: "5556",
      longestTask: "45m",
    }),
  );
  if (!result.ok) throw new Error(result.problems.map(line).join("\n"));
  expect(result.deployment).toMatchObject({
    airflow: { version: "3.3.2", dags: { git: GIT.url, ref: "release" }, maxTaskDuration: 2700 },
    workers: {
      default: { queues: ["default"], concurrency: 16 },
      gpu: { queues: ["gpu", "training"], concurrency: 8, replicas: { min: 2, max: 2 } },
    },
    metadataDatabase: {
      engine: "postgres",
      host: "db.example.com",
      port: 6432,
      name: "meta",
      user: "acme",
      password: { secret: "airflow-database" },
    },
    broker: {
      host: "redis.example.com",
      port: 6379,
      database: 1,
      user: "acme",
      password: { secret: "airflow-broker" },
      tls: true,
    },
    webserver: { port: 9090 },
    flower: { port: 5556 },
  });
});

test("the file of the default answers is small, and begins with its schema", () => {
  const lines = textOf(DEFAULTS).trimEnd().split("\n");
  expect(lines[0]).toBe("# yaml-language-server: $schema=../schema/deployment.json");
  expect(lines.length).toBeLessThanOrEqual(50);
  expect(lines.filter((text) => text !== "" && !text.trim().startsWith("#"))).toEqual([
    "target: docker",
    "airflow:",
    '  version: "3.3.2"',
    "  dags: { folder: ./examples/dags }",
    "workers:",
    "  default:",
    "    queues: [default]",
  ]);
});

test("no line is too long to read", () => {
  const long = VARIANTS.flatMap(([, answers]) =>
    textOf(answers)
      .split("\n")
      .filter((text) => text.length > 125),
  );
  expect(long).toEqual([]);
});

test("a secret is a name and the command that makes its file", () => {
  const text = textOf({ ...DEFAULTS, database: POSTGRES });
  expect(text).toContain("#   mkdir -p secrets && openssl rand -base64 24 > secrets/airflow-database\n");
  expect(text).toContain("  password: { secret: airflow-database }\n");
});

test("a pool that needs more connections gets them", () => {
  const { text, problems } = judge(
    { ...DEFAULTS, pools: [{ ...GPU, queues: ["default"], replicas: "20" }] },
    targets,
    [],
  );
  expect(problems).toEqual([]);
  // 20 workers with 8 tasks each hold 180; the rest of the file 21, 7 are kept free.
  expect(text).toContain("metadataDatabase:\n  maxConnections: 250\n");
});

const HOSTILE = [
  "a: b",
  "x\ntarget: gcp",
  "# no",
  "{ secret: x }",
  "'",
  '"',
  "null",
  "3.10",
  "*a",
  "a\t#b",
  "",
  " ",
  "è",
  "$(id)",
];

test.each(HOSTILE)("%j stays one value wherever it is typed", (typed) => {
  const result = read(textOf({ ...DEFAULTS, dags: { from: "folder", path: typed } }));
  if (typed === "")
    return expect(result.ok ? [] : result.problems.map(({ message }) => message)).toEqual([
      'expected text, not nothing, got ""',
    ]);
  // Line ends and tabs are in no path; they are refused where they stand, and end no line of the file.
  if (/[\n\t]/.test(typed))
    return expect(result.ok ? [] : result.problems.map(({ path }) => path)).toEqual([["airflow", "dags", "folder"]]);
  expect(result.ok && result.deployment.airflow.dags.folder).toBe(typed);
  // As a secret's name it is refused, and never ends the comment that it stands in.
  const secret = judge({ ...DEFAULTS, database: { ...POSTGRES, secret: typed } }, targets, []);
  const refused = !/^[A-Za-z][\w-]*$/.test(typed);
  expect(secret.problems.map(({ path }) => path.slice(0, 2))).toEqual(
    refused ? [["metadataDatabase", "password"]] : [],
  );
  expect(judge({ ...DEFAULTS, version: typed }, targets, []).problems.map(({ path }) => path)).toEqual([
    ["airflow", "version"],
  ]);
});
