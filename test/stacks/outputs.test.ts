// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's

import { type App, type TerraformStack, Testing } from "cdktf";
import { AwsEcs } from "../../stacks/aws-ecs";
import { LocalDocker } from "../../stacks/local-docker";
import { awsReading } from "../support/aws";
import { airflow as onAws } from "../support/aws-deployed";
import { PROJECT } from "../support/docker";
import { airflow, POOL, reading } from "../support/reading";
import { inApp, type StackJson } from "../support/terraform-json";

const outputs = (build: (app: App) => TerraformStack): Record<string, string> =>
  inApp((app) => {
    const { output = {} } = JSON.parse(Testing.synth(build(app))) as StackJson;
    return Object.fromEntries(Object.entries(output).map(([name, { value }]) => [name, value]));
  });

const ADMIN = 'admin: { username: "a${b}" }';
const FLOWER = 'flower: { username: "%{c}" }';
const EXPECTED = { admin_user: "a$${b}", flower_user: "%%{c}" };

test("a name that looks like a template is shown as it is written: Docker", () => {
  const input = { ...reading(airflow(ADMIN), POOL, FLOWER), root: PROJECT };
  expect(outputs((app) => new LocalDocker(app, "acme", input))).toMatchObject(EXPECTED);
});

const PUBLISHED = `loadBalancer: { zone: Z0123456789ABC, allow: [203.0.113.0/24], flower: { allow: [203.0.113.7/32] } }`;
const aws = (...entries: readonly string[]) =>
  outputs((app) => new AwsEcs(app, "acme", { ...awsReading(...entries), root: PROJECT }));

test("a name that looks like a template is shown as it is written: AWS", () => {
  expect(aws(onAws(ADMIN), FLOWER, PUBLISHED)).toMatchObject(EXPECTED);
});

test("Flower's user and the command for its password are told where people reach it", () => {
  expect(Object.keys(aws(FLOWER, PUBLISHED)).filter((name) => name.startsWith("flower"))).toEqual([
    "flower_password_command",
    "flower_user",
  ]);
  expect(Object.keys(aws(FLOWER)).filter((name) => name.startsWith("flower"))).toEqual([]);
});

test("how to open a shell is told where it may be opened", () => {
  expect(aws("exec: true")["shell_command"]).toContain("--cluster acme --container airflow --interactive");
  expect(aws()).not.toHaveProperty("shell_command");
});
