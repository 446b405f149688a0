// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's and IAM's
import { taskRole } from "../../../lib/aws/identities/task-role";
import { taskStatements } from "../../../lib/aws/identities/task-statements";
import { awsReading, resourceOf, STACK } from "../../support/aws";
import { placed } from "../../support/aws-place";
import { actionsOn } from "./actions";

const KEY = "arn:aws:kms:eu-central-1:123456789012:key/1";
const FILES = "arn:aws:s3:::acme-files/all.json";
const BUCKET = "arn:aws:s3:::acme-logs";
const LOGS = "arn:aws:logs:eu-central-1:123456789012:log-group:/airflow/acme/x";
const ECS = "arn:aws:ecs:eu-central-1:123456789012:";

type Role = Parameters<typeof taskStatements>[1]["role"];

/** What a service may do; a worker is of the pool that is named. */
function rights(role: Role, pool = "main", ...entries: readonly string[]) {
  const { deployment } = awsReading(...entries);
  return actionsOn(
    taskStatements(
      { stack: STACK, settings: deployment, key: KEY },
      {
        name: role === "worker" ? `worker-${pool}` : role,
        role,
        pool: role === "worker" ? deployment.workers[pool] : undefined,
        files: FILES,
        logsBucket: BUCKET,
        logs: LOGS,
      },
    ),
  );
}

const onS3 = { StringEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" } };
const files = [
  ["kms:Decrypt", KEY, onS3],
  ["s3:GetObject", FILES],
  ["s3:GetObjectVersion", FILES],
];
const reads = [
  ["s3:GetObject", `${BUCKET}/logs/*`],
  ["s3:ListBucket", BUCKET],
];
const writes = [
  ["kms:GenerateDataKey", KEY, onS3],
  ["s3:AbortMultipartUpload", `${BUCKET}/logs/*`],
  ["s3:PutObject", `${BUCKET}/logs/*`],
];
const worker = [
  ["ecs:DescribeServices", `${ECS}service/acme/worker-main`],
  ["ecs:UpdateTaskProtection", `${ECS}task/acme/*`],
];
const metrics = [
  ["cloudwatch:PutMetricData", "*", { StringEquals: { "cloudwatch:namespace": "Airflow/acme" } }],
  ["ecs:DescribeServices", `${ECS}service/acme/worker-*`],
];
const text = (value: unknown) => JSON.stringify(value);
const sorted = (...parts: readonly unknown[][]) =>
  parts.flat().sort((one, other) => (text(one) < text(other) ? -1 : 1));

test.each<[Role, unknown[][]]>([
  ["webserver", [files, reads]],
  ["scheduler", [files, metrics]],
  ["dag-processor", [files]],
  ["triggerer", [files, reads, writes]],
  ["flower", [files]],
  ["worker", [files, reads, writes, worker]],
  ["clean", [files]],
])("%s: exactly these actions on these resources", (role, parts) => {
  expect(rights(role)).toEqual(sorted(...parts));
});

/** A pool that reads a bucket and writes a table, and two others. */
const POOLS = `workers: {
  main: { queues: [default] },
  import: {
    queues: [import],
    permissions: [
      { actions: [s3:GetObject], resources: ["arn:aws:s3:::acme-incoming/*"] },
      { actions: [dynamodb:BatchWriteItem, dynamodb:PutItem], resources: ["arn:aws:dynamodb:eu-central-1:123456789012:table/events"] },
    ],
    assumeRoles: ["arn:aws:iam::210987654321:role/reader"],
  },
}`.replaceAll("\n", " ");

test("rights of a pool, such as reading a bucket and writing a table, are that pool's alone", () => {
  const without = (role: Role, pool?: string) =>
    rights(role, pool, POOLS).filter((one) => !text(one).includes("service/"));
  const own = without("worker", "import").filter((one) => !without("worker").map(text).includes(text(one)));
  expect(own).toEqual([
    ["dynamodb:BatchWriteItem", "arn:aws:dynamodb:eu-central-1:123456789012:table/events"],
    ["dynamodb:PutItem", "arn:aws:dynamodb:eu-central-1:123456789012:table/events"],
    ["s3:GetObject", "arn:aws:s3:::acme-incoming/*"],
    ["sts:AssumeRole", "arn:aws:iam::210987654321:role/reader"],
  ]);
  const others = (
    ["webserver", "scheduler", "dag-processor", "triggerer", "flower", "worker", "clean"] as const
  ).flatMap((role) => rights(role, "main", POOLS));
  expect(text(others)).not.toMatch(/dynamodb|incoming|reader/);
});

const TOP = [
  'permissions: [{ actions: [sqs:SendMessage], resources: ["arn:aws:sqs:eu-central-1:123456789012:jobs"] }]',
  'assumeRoles: ["arn:aws:iam::210987654321:role/reader"]',
];

test.each<[Role, boolean]>([
  ["webserver", false],
  ["scheduler", false],
  ["dag-processor", false],
  ["triggerer", true],
  ["flower", false],
  ["worker", true],
  ["clean", false],
])("%s: rights at the top of the file are those of processes that run tasks: %s", (role, given) => {
  const all = text(rights(role, "main", ...TOP));
  expect([all.includes("sqs:SendMessage"), all.includes("sts:AssumeRole")]).toEqual([given, given]);
});

test("a role that the top and the pool name is named once", () => {
  const assumed = rights("worker", "import", POOLS, ...TOP).filter((one) => text(one).includes("sts:AssumeRole"));
  expect(assumed).toEqual([["sts:AssumeRole", "arn:aws:iam::210987654321:role/reader"]]);
});

test("with exec a shell's channel, log and key come on top", () => {
  const plain = rights("flower").map(text);
  expect(rights("flower", "main", "exec: true").filter((one) => !plain.includes(text(one)))).toEqual([
    ["kms:Decrypt", KEY],
    ["logs:CreateLogStream", `${LOGS}:*`],
    ["logs:DescribeLogGroups", "*"],
    ["logs:DescribeLogStreams", `${LOGS}:*`],
    ["logs:PutLogEvents", `${LOGS}:*`],
    ["ssmmessages:CreateControlChannel", "*"],
    ["ssmmessages:CreateDataChannel", "*"],
    ["ssmmessages:OpenControlChannel", "*"],
    ["ssmmessages:OpenDataChannel", "*"],
  ]);
});

const made = (entry: string) =>
  placed(
    (stack, place, { deployment }) =>
      taskRole(stack, place, {
        name: "worker-main",
        role: "worker",
        pool: deployment.workers["main"],
        files: FILES,
        logsBucket: BUCKET,
        logs: LOGS,
      }),
    entry,
  ).json;

const policyOf = (json: ReturnType<typeof made>) =>
  resourceOf(json, "aws_iam_role_policy", "worker-main-task")["policy"];

test("AWS' own keys need no right", () => {
  expect(policyOf(made("encryptionKey: own"))).toContain("kms:");
  expect(policyOf(made("encryptionKey: aws"))).not.toContain("kms:");
});

test("a variable of IAM in the file reaches IAM as it is written", () => {
  const home = 'permissions: [{ actions: [s3:GetObject], resources: ["arn:aws:s3:::acme/${aws:userid}/*"] }]';
  expect(policyOf(made(home))).toContain('"arn:aws:s3:::acme/$${aws:userid}/*"');
});
