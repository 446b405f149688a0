// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { homedir } from "node:os";
import { Testing } from "cdktf";
import type { AwsJson } from "../support/aws";
import { type ContainerDefinition, containerOf, containersOf } from "../support/aws-containers";
import { PROJECT } from "../support/docker";
import { AWS_STACK, exampleIn } from "../support/example";
import { outside, texts } from "../support/stack-text";
import { addresses, inApp } from "../support/terraform-json";
import { AWS_INVENTORY } from "./aws-ecs-inventory";

const synthesized = () =>
  inApp((app) => {
    const stack = exampleIn(app, AWS_STACK);
    return { tree: Testing.renderConstructTree(stack), text: Testing.synth(stack) };
  });

const { tree, text } = synthesized();
const json = JSON.parse(text) as AwsJson;
const TASKS = ["scheduler", "webserver", "dag-processor", "triggerer", "worker-default", "worker-reports", "clean"];

test("every resource of the example, and why it exists", () => {
  expect(addresses(json)).toEqual([...AWS_INVENTORY].sort());
});

test("the tree of constructs", () => {
  expect(tree).toMatchSnapshot();
});

/** What changes with every release of ours and is tested where it lies: our program, and the digest of the files. */
const shortened = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, inner: unknown) => {
      if (key === "source" || key === "source_hash") return "...";
      if (typeof inner !== "string") return inner;
      return inner.startsWith('"""Brings a process') ? "..." : inner.replace(/(?<="sha256":")[0-9a-f]{64}/, "...");
    }),
  );

const variables = ({ environment, secrets }: ContainerDefinition) => [
  ...environment.map(({ name, value }) => `${name}=${value}`),
  ...secrets.map(({ name, valueFrom }) => `${name}=${valueFrom}`),
];

/** The containers of a task; of those before and beside the main one only the variables that it has not. */
function containers(task: string) {
  const all = containersOf(json, task);
  const main = variables(containerOf(json, task, "airflow"));
  return all.map(({ environment, secrets, ...rest }) => {
    const own = variables({ environment, secrets, ...rest });
    return { ...rest, variables: rest.name === "airflow" ? own : own.filter((one) => !main.includes(one)) };
  });
}

test("the whole configuration", () => {
  const tasks = Object.entries(json.resource["aws_ecs_task_definition"] ?? {}).map(([name, task]) => [
    name,
    { ...task, container_definitions: containers(name.replace(/-task$/, "")) },
  ]);
  const resource = { ...json.resource, aws_ecs_task_definition: Object.fromEntries(tasks) };
  expect(shortened({ ...json, resource })).toMatchSnapshot();
});

test("the state is in the file's bucket, locked by itself; the account is the file's; Terraform knows ephemeral values", () => {
  expect(json["terraform"]).toMatchObject({
    backend: {
      s3: {
        bucket: "acme-terraform-state",
        key: "airflow/aws-ecs.tfstate",
        region: "eu-central-1",
        encrypt: true,
        use_lockfile: true,
      },
    },
    required_version: ">= 1.11.0",
    required_providers: { aws: { source: "aws" } },
  });
  expect(json["provider"]).toMatchObject({
    aws: [
      {
        region: "eu-central-1",
        allowed_account_ids: ["123456789012"],
        default_tags: [{ tags: { "airflow-cdktf:stack": "aws-ecs" } }],
      },
    ],
  });
});

test("how to get in, and where to look: commands instead of passwords", () => {
  expect(json.output).toEqual({
    url: { value: "https://airflow.example.com" },
    admin_user: { value: "admin" },
    admin_password_command: {
      value: expect.stringMatching(
        /^aws secretsmanager get-secret-value --region eu-central-1 --secret-id \$\{.*admin.*\}/,
      ),
    },
    log_groups: { value: "/airflow/aws-ecs/*" },
    load_balancer: { value: "${aws_lb.load-balancer.dns_name}" },
  });
});

const found = (wanted: RegExp, of = (value: string) => value) =>
  texts(json).filter(([, value]) => wanted.test(of(value)));

test("no secret is written out", () => {
  expect(found(/:\/\/[^/\s$"]*:[^@/\s$"]+@/)).toEqual([]);
  const plain = TASKS.flatMap((name) => containersOf(json, name)).flatMap(({ environment }) => environment);
  const suspicious = /(PASSWORD|TOKEN|SECRET|FERNET|_CONN\b|_CONN_ASYNC|BROKER_URL|RESULT_BACKEND|BASIC_AUTH)/;
  expect(plain.length).toBeGreaterThan(100);
  expect(plain.filter(({ name }) => suspicious.test(name))).toEqual([]);
});

/** The one exception, see docs/decisions: ElastiCache takes its token in no write-only argument. */
test("the state gets one secret, the broker's token, and the others by write-only arguments", () => {
  expect(Object.keys(json.data?.["aws_secretsmanager_secret_version"] ?? {})).toEqual(["broker"]);
  const versions = Object.values(json.resource["aws_secretsmanager_secret_version"] ?? {});
  expect(versions.length).toBeGreaterThan(8);
  for (const version of versions) {
    expect(version).not.toHaveProperty("secret_string");
    expect(version).toHaveProperty("secret_string_wo");
  }
  expect(json.resource["aws_db_instance"]?.["metadata-database"]).not.toHaveProperty("password");
});

test("an ephemeral value is nowhere but in write-only arguments", () => {
  const elsewhere = texts({ ...json, ephemeral: {} }).filter(
    ([path, value]) => value.includes("ephemeral.") && !/_wo$/.test(path),
  );
  expect(elsewhere).toEqual([]);
});

test("every token is resolved, and every expression is one", () => {
  expect(found(/TfToken|TFTOKEN|\[object |\bundefined\b|\bNaN\b|creationStack/)).toEqual([]);
  expect(found(/\$\$\{|%%\{/)).toEqual([]);
  const bare = found(/(?<![\w-])(aws_[a-z_]+\.[a-z][\w-]+\.|terraform_data\.|ephemeral\.aws|data\.aws)/, outside);
  // These take addresses, not expressions.
  expect(bare.filter(([path]) => !/\/(depends_on|replace_triggered_by)\//.test(path))).toEqual([]);
});

test("nothing tells which machine made it", () => {
  const places = [PROJECT, homedir()].filter((place) => place.length > 1 && text.includes(`${place}/`));
  expect(places).toEqual([]);
});

/** Source: Amazon ECS service quotas, task definition size. Expressions become ARNs of at most 2048 characters. */
test("every task definition is well below the 64 KiB that ECS takes", () => {
  for (const name of TASKS) expect(JSON.stringify(containersOf(json, name)).length).toBeLessThan(32 * 1024);
});

test("every name is within what AWS takes", () => {
  const names = (type: string) => Object.values(json.resource[type] ?? {}).map(({ name }) => String(name ?? ""));
  for (const name of [...names("aws_lb"), ...names("aws_lb_target_group")]) expect(name.length).toBeLessThanOrEqual(32);
  for (const name of names("aws_iam_role")) expect(name.length).toBeLessThanOrEqual(64);
});

test("a second synthesis is the same to the byte", () => {
  expect(synthesized()).toEqual({ tree, text });
});
