import { readFlags } from "../../commands/new/flags";
import { complete, gather, knownBy, problemsOf } from "../../commands/new/gather";
import type { Scene } from "../../commands/new/question";
import { readDeployment } from "../../lib/deployment/file/read";
import { line } from "../../lib/deployment/words/problem";
import type { Answers } from "../../lib/new/answers";
import { judge } from "../../lib/new/judge";
import { targets } from "../../stacks/targets";
import { ScriptedAsker } from "../support/scripted-asker";
import { CLOUD, DEFAULTS, GIT, POSTGRES } from "./answers";

const GOOD: Answers = { ...DEFAULTS, ...CLOUD, target: "aws-ecs", dags: { from: "image", path: "/opt/airflow/dags" } };

const scene: Scene = { targets: ["aws-ecs"], neighbours: [], wrongName: () => undefined, exists: () => true };

function read(text: string): readonly string[] {
  const result = readDeployment({ path: "configs/acme.yaml", text }, targets);
  return result.ok ? [] : result.problems.map(line);
}

test("the file of the default answers is small, and keeps the zero of the account", () => {
  const lines = judge(GOOD, targets, []).text.split("\n");
  expect(lines.filter((text) => text !== "" && !text.trim().startsWith("#"))).toEqual([
    "target: aws-ecs",
    "airflow:",
    '  version: "3.3.2"',
    "  dags: { image: /opt/airflow/dags }",
    "  image: { build: { context: ./examples/image } }",
    "workers:",
    "  default:",
    "    queues: [default]",
    "webserver:",
    '  baseUrl: "https://airflow.example.com"',
    'account: "012345678901"',
    "region: eu-central-1",
    "state: { bucket: acme-state }",
    "loadBalancer:",
    "  zone: Z0123456789ABC",
    '  allow: ["203.0.113.0/24", "198.51.100.7/32"]',
  ]);
  expect(lines.filter((text) => text.length > 125)).toEqual([]);
});

/** `# key: value`, as test/new/commented.test.ts reads them. */
const COMMENTED = /^( *)# ([a-zA-Z]+: .+)$/;

test.each<[string, Answers]>([
  ["the defaults", GOOD],
  ["git, Flower and an existing database", { ...GOOD, dags: GIT, flower: "5555", database: POSTGRES }],
  [
    "a certificate that exists",
    {
      ...GOOD,
      entrance: {
        certificate: "arn:aws:acm:eu-central-1:012345678901:certificate/11112222-3333-4444-5555-666677778888",
      },
    },
  ],
])("each commented line passes uncommented: %s", (_, answers) => {
  const lines = judge(answers, targets, []).text.split("\n");
  expect(read(lines.join("\n"))).toEqual([]);
  const tried = lines.flatMap((text, at) =>
    at > 0 && COMMENTED.test(text)
      ? [read(lines.map((other, index) => (index === at ? other.replace(COMMENTED, "$1$2") : other)).join("\n"))]
      : [],
  );
  expect(tried.flat()).toEqual([]);
  expect(tried.length).toBeGreaterThan(8);
});

test("Flower is for the same people", () => {
  const { text } = judge({ ...GOOD, flower: "5555" }, targets, []);
  expect(text).toContain('  flower: { allow: ["203.0.113.0/24", "198.51.100.7/32"] }\n');
});

test("a password is a secret of AWS, and the command that makes it", () => {
  const { text } = judge({ ...GOOD, database: POSTGRES }, targets, []);
  expect(text).toContain("#   aws secretsmanager create-secret --name airflow-database --secret-string");
  expect(text).not.toContain("secrets/");
});

const flags = (args: string) => knownBy(readFlags(args.split(" ")), scene);
const FLAGS =
  "--account 012345678901 --region eu-west-1 --state-bucket acme-state --base-url https://airflow.example.com --zone Z0123456789ABC --allow 203.0.113.0/24,198.51.100.7/32";

test("every question answered by flags", async () => {
  const known = flags(`acme ${FLAGS}`);
  expect(problemsOf(known, scene, targets)).toEqual([]);
  const answers = await gather(known, scene, targets, undefined, true);
  expect(answers).toMatchObject({ ...CLOUD, region: "eu-west-1" });
  expect(judge(answers, targets, []).problems).toEqual([]);
});

test("what nobody can guess is asked for by its flag", async () => {
  await expect(gather(flags("acme --region eu-west-1"), scene, targets, undefined, true)).rejects.toThrow(
    "no default can be guessed: give --account NUMBER, --state-bucket NAME, --base-url ADDRESS, --certificate ARN or --zone ID, --allow RANGE[,RANGE...]",
  );
});

test.each([
  ["--account 12345", '--account: expected 12 digits in quotes, such as "123456789012", got "12345"'],
  ["--region Frankfurt", '--region: expected a region such as eu-central-1, got "Frankfurt"'],
  ["--state-bucket Acme", /^--state-bucket: expected a bucket's name/],
  ["--base-url http://airflow.example.com", /^--base-url: got http:\/\/; a public page is encrypted/],
  ["--zone acme.com", /^--zone: expected the id of a hosted zone/],
  ["--certificate acme", /^--certificate: expected an ARN such as/],
  ["--allow 203.0.113.7", /^--allow: expected an IPv4 range/],
  ["--allow 0.0.0.0/0 --flower", /^--allow: 0\.0\.0\.0\/0 would let everybody try/],
  ["--executor local", /^--executor: with LocalExecutor tasks run in the scheduler/],
  ["--dags-folder ./dags", /^--dags-folder: this target's machines do not see/],
  ["--port 9090", /^--port: got 9090; people reach the UI at the port of webserver\.baseUrl/],
])("%s is refused by its own name", (args, message) => {
  const [first] = problemsOf(flags(`acme ${args}`), scene, targets);
  expect(first).toEqual(typeof message === "string" ? message : expect.stringMatching(message));
});

test("a certificate says where it is, before anybody was asked", () => {
  const arn = "arn:aws:acm:us-east-1:210987654321:certificate/11112222-3333-4444-5555-666677778888";
  expect(problemsOf(flags(`acme --certificate ${arn}`), scene, targets)).toEqual([]);
  expect(complete({ target: "aws-ecs", entrance: { certificate: arn } }, scene)).toMatchObject({
    account: "210987654321",
    region: "us-east-1",
  });
});

test("flags of a cloud are refused for Docker", () => {
  const docker = { ...scene, targets: ["docker"] };
  expect(problemsOf({ target: "docker", account: "123456789012" }, docker, {})).toContain(
    "--account NUMBER: goes with --target aws-ecs only",
  );
  expect(() => readFlags(["--zone", "Z1", "--certificate", "arn"])).toThrow("expected one of --certificate and --zone");
});

test("a person is asked what only a person knows, and mends it", async () => {
  const asker = new ScriptedAsker({
    Account: ["12", "012345678901"],
    Region: ["eu-west-1"],
    Bucket: ["acme-state"],
    "Address that": ["https://airflow.example.com"],
    "Certificate of": ["certificate"],
    ARN: [
      "arn:aws:acm:us-east-1:012345678901:certificate/11112222-3333-4444-5555-666677778888",
      "arn:aws:acm:eu-west-1:012345678901:certificate/11112222-3333-4444-5555-666677778888",
    ],
    Addresses: ["203.0.113.0/24, 198.51.100.7/32"],
  });
  const answers = await gather({ stack: "acme" }, scene, targets, asker, false);
  expect(asker.lines.filter((text) => text.startsWith("refused"))).toEqual([
    'refused "12": expected 12 digits in quotes, such as "123456789012", got "12"',
    expect.stringMatching(
      /^refused "arn:aws:acm:us-east-1.*: a certificate of region us-east-1; write one of eu-west-1/,
    ),
  ]);
  expect(asker.lines.filter((text) => /^(Who runs|Port|DAGs)/.test(text))).toEqual([
    "DAGs: image",
    "DAGs: folder: /opt/airflow/dags",
  ]);
  expect(judge(answers, targets, []).problems).toEqual([]);
});
