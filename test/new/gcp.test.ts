import { readFlags } from "../../commands/new/flags";
import { gather, knownBy, problemsOf } from "../../commands/new/gather";
import type { Scene } from "../../commands/new/question";
import { readDeployment } from "../../lib/deployment/file/read";
import { line } from "../../lib/deployment/words/problem";
import type { Answers } from "../../lib/new/answers";
import { judge } from "../../lib/new/judge";
import { targets } from "../../stacks/targets";
import { ScriptedAsker } from "../support/scripted-asker";
import { DEFAULTS, GCP, GIT, POSTGRES } from "./answers";

const GOOD: Answers = { ...DEFAULTS, ...GCP, target: "gcp-vms", dags: { from: "image", path: "/opt/airflow/dags" } };

const scene: Scene = { targets: ["gcp-vms"], neighbours: [], wrongName: () => undefined, exists: () => true };

function read(text: string): readonly string[] {
  const result = readDeployment({ path: "configs/acme.yaml", text }, targets);
  return result.ok ? [] : result.problems.map(line);
}

test("the file of the default answers is small", () => {
  const lines = judge(GOOD, targets, []).text.split("\n");
  expect(lines.filter((text) => text !== "" && !text.trim().startsWith("#"))).toEqual([
    "target: gcp-vms",
    "airflow:",
    '  version: "3.3.2"',
    "  dags: { image: /opt/airflow/dags }",
    `  image: ${GCP.image}`,
    "workers:",
    "  default:",
    "    queues: [default]",
    "project: acme-data",
    "zone: europe-west3-a",
    "state: { bucket: acme-state }",
  ]);
  expect(lines.filter((text) => text.length > 125 && !text.includes(GCP.image))).toEqual([]);
});

/** `# key: value`; prose has no lone word before a colon. */
const COMMENTED = /^( *)# ([a-zA-Z]+: .+)$/;
const uncommented = (text: string, at: number): string =>
  text
    .split("\n")
    .map((one, index) => (index === at ? one.replace(COMMENTED, "$1$2") : one))
    .join("\n");

const texts = [GOOD, { ...GOOD, database: POSTGRES, dags: GIT, flower: "5555" }].map(
  (answers) => judge(answers, targets, []).text,
);
const commented = texts.flatMap((text) =>
  text
    .split("\n")
    .flatMap((one, index): [string, string, string][] =>
      index > 0 && COMMENTED.test(one) ? [[one.trim(), text, uncommented(text, index)]] : [],
    ),
);

test.each(commented)("uncommented it passes: %s", (_, __, after) => {
  expect(read(after)).toEqual([]);
});

test.each(commented.filter(([one]) => !one.endsWith("# for example")))(
  "an uncommented default changes nothing: %s",
  (_, before, after) => {
    const [one, other] = [before, after].map((text) => readDeployment({ path: "configs/acme.yaml", text }, targets));
    if (!one?.ok || !other?.ok) throw new Error(read(before).concat(read(after)).join("\n"));
    const { baseUrl: _url, ...webserver } = other.deployment.webserver;
    // The address, the image of the broker and the number of connections say what holds without them.
    expect({ ...other.deployment, webserver: { ...webserver } }).toMatchObject({
      ...one.deployment,
      webserver: { ...one.deployment.webserver },
    });
  },
);

const flags = (text: string) => knownBy(readFlags(text.split(" ")), scene);
const ALL = `--project acme-data --machine-zone europe-west3-a --state-bucket acme-state --image ${GCP.image}`;

test("flags say all that a person would be asked for", async () => {
  const answers = await gather(flags(`acme ${ALL}`), scene, targets, undefined, true);
  expect(answers).toMatchObject({ ...GCP });
  expect(judge(answers, targets, []).problems).toEqual([]);
});

test("what nobody can guess is asked for by its flag", async () => {
  await expect(gather(flags("acme --project acme-data"), scene, targets, undefined, true)).rejects.toThrow(
    "no default can be guessed: give --machine-zone ZONE, --image REPOSITORY@sha256:DIGEST, --state-bucket NAME",
  );
});

test.each([
  ["--project Acme", /^--project: expected a project's id such as acme-data/],
  ["--machine-zone europe-west3", '--machine-zone: expected a zone such as europe-west3-a, got "europe-west3"'],
  ["--image acme/airflow:7", /^--image: got acme\/airflow:7, which may be another image tomorrow/],
  ["--state-bucket Acme", /^--state-bucket: expected a bucket's name/],
  ["--executor local", /^--executor: with LocalExecutor tasks run in the scheduler on the master/],
  ["--dags-folder ./dags", /^--dags-folder: this target's machines do not see/],
  ["--port 5432", "--port: got 5432, the port of the metadata database; write another one, such as 8988"],
  ["--account 123456789012", "--account NUMBER: goes with --target aws-ecs only"],
  ["--zone Z0123456789ABC", "--certificate ARN or --zone ID: goes with --target aws-ecs only"],
])("%s is refused by its own name", (args, message) => {
  const [first] = problemsOf(flags(`acme ${args}`), scene, targets);
  expect(first).toEqual(typeof message === "string" ? message : expect.stringMatching(message));
});

test("flags of Google Cloud are refused elsewhere", () => {
  const aws = { ...scene, targets: ["aws-ecs"] };
  expect(problemsOf({ target: "aws-ecs", project: "acme-data" }, aws, {})).toContain(
    "--project ID: goes with --target gcp-vms only",
  );
  expect(problemsOf({ target: "docker", stateBucket: "acme" }, { ...scene, targets: ["docker"] }, {})).toContain(
    "--state-bucket NAME: goes with --target aws-ecs or gcp-vms only",
  );
});

test("a person is asked what only a person knows, and mends it", async () => {
  const asker = new ScriptedAsker({
    Airflow: ["2.11.2"],
    DAGs: ["git", "https://example.com/acme/dags.git", "main"],
    "This release": ["git-sync:v4.4.2"],
    Project: ["Acme", "acme-data"],
    Zone: ["europe-west3-a"],
    Image: ["acme/airflow:7", GCP.image],
    Bucket: ["acme-state"],
  });
  const answers = await gather({ stack: "acme" }, scene, targets, asker, false);
  expect(asker.lines.filter((text) => text.startsWith("refused"))).toEqual([
    expect.stringMatching(/^refused "Acme": expected a project's id/),
    expect.stringMatching(/^refused "acme\/airflow:7": got acme\/airflow:7, which may be another image tomorrow/),
  ]);
  expect(asker.lines.filter((text) => /^(Who runs|Port|Account|Region|Address|Addresses)/.test(text))).toEqual([
    "Port of the webserver: 8080",
  ]);
  const { text, problems } = judge(answers, targets, []);
  expect(problems).toEqual([]);
  expect(text).toContain("\ngitSyncImage: git-sync:v4.4.2\n");
});
