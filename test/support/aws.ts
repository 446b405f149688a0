import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { TerraformStack } from "cdktf";
import { type AwsFile, type AwsReading, isAws, shape } from "../../lib/aws/settings/settings";
import { readDeployment } from "../../lib/deployment/file/read";
import { narrowed } from "../../lib/deployment/schema/schema";
import { line } from "../../lib/deployment/words/problem";
import { type StackJson, stackJson } from "./terraform-json";

/** Name of the stack that tests build. */
export const STACK = "acme";

type Blocks = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** A stack in Terraform's JSON: blocks by type and by name. */
export interface AwsJson extends StackJson {
  readonly data?: Blocks;
  readonly ephemeral?: Blocks;
}

/** What constructs come to, in a stack with the provider. */
export const awsStack = (build: (stack: TerraformStack) => void): AwsJson =>
  stackJson((stack) => {
    new AwsProvider(stack, "aws", { region: "eu-central-1" });
    build(stack);
  }, STACK);

/** One resource; a missing one names those that are there. */
export function resourceOf({ resource }: AwsJson, type: string, name: string): Readonly<Record<string, unknown>> {
  const found = resource[type]?.[name];
  if (found === undefined) throw new Error(`no ${type}.${name} among ${Object.keys(resource[type] ?? {}).join(", ")}`);
  return found;
}

/** The smallest good file, by its keys at the top. */
const SMALLEST: Readonly<Record<string, string>> = {
  target: "aws-ecs",
  account: '"123456789012"',
  region: "eu-central-1",
  state: "{ bucket: acme-terraform-state }",
  airflow: `{ version: "3.3.2", image: "registry.test/airflow@sha256:${"0".repeat(64)}" }`,
  webserver: '{ baseUrl: "https://airflow.example.com" }',
  loadBalancer:
    "{ certificate: arn:aws:acm:eu-central-1:123456789012:certificate/11112222-3333-4444-5555-666677778888, allow: [203.0.113.0/24] }",
  workers: "{ main: { queues: [default] } }",
};

const keyOf = (entry: string) => entry.slice(0, entry.indexOf(":"));
const textOf = (entry: string) => entry.slice(entry.indexOf(":") + 1).trim();

/**
 * What the smallest good file with these keys reads to, without rules over the whole file.
 * @param entries lines `key: value` in YAML; one replaces the smallest file's own line of that key
 */
export function awsReading(...entries: readonly string[]): AwsReading {
  const written = { ...SMALLEST, ...Object.fromEntries(entries.map((entry) => [keyOf(entry), textOf(entry)])) };
  const text = Object.entries(written)
    .map(([key, value]) => `${key}: ${value}`)
    .join("\n");
  const reader = { shape, rules: () => [] };
  const result = readDeployment({ path: "configs/acme.yaml", text }, { "aws-ecs": reader });
  if (!result.ok) throw new Error(result.problems.map(line).join("\n"));
  return { deployment: narrowed(isAws, result.deployment) };
}

/** The settings of such a file. */
export const awsSettings = (...entries: readonly string[]): AwsFile => awsReading(...entries).deployment;
