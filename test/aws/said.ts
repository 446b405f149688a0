import { check as airflowCheck } from "../../lib/airflow/rules/check";
import { check } from "../../lib/aws/rules/rules";
import { type AwsFile, limits, shape } from "../../lib/aws/settings/settings";
import { readDeployment, type TargetReader } from "../../lib/deployment/file/read";
import { line } from "../../lib/deployment/words/problem";
import { targetSchema } from "../../lib/schema/schemas";
import { compiled, marks } from "../support/validator";

const reader: TargetReader<AwsFile> = { shape, rules: check };
const whole: typeof reader = {
  shape,
  rules: (reading) => [...airflowCheck(reading, limits), ...check(reading)],
};

export const DIGEST = `registry.test/airflow@sha256:${"0".repeat(64)}`;

/** A good file about which nothing is to be said, by its keys at the top. */
const GOOD: Readonly<Record<string, string>> = {
  target: "aws-ecs",
  account: '"123456789012"',
  region: "eu-central-1",
  state: "{ bucket: acme-terraform-state }",
  airflow: `{ version: "3.3.2", image: "${DIGEST}" }`,
  webserver: '{ baseUrl: "https://airflow.example.com" }',
  loadBalancer: "{ zone: Z0123456789ABC, allow: [203.0.113.0/24] }",
  alarms: "{ email: ops@example.com }",
  workers: "{ main: { queues: [default] } }",
};

const keyOf = (entry: string) => entry.slice(0, entry.indexOf(":"));

/** The good file with these entries; one replaces the good file's own, and `key:` alone takes it out. */
export function fileOf(...entries: readonly string[]): string {
  const written = entries.map(keyOf);
  const kept = Object.entries(GOOD).filter(([key]) => !written.includes(key));
  return [...kept.map(([key, value]) => `${key}: ${value}`), ...entries.filter((entry) => !/^\w+:$/.test(entry))].join(
    "\n",
  );
}

const marked = compiled(targetSchema("aws-ecs", shape));

function lines(text: string, target: TargetReader): string[] {
  const result = readDeployment({ path: "configs/acme.yaml", text }, { "aws-ecs": target });
  if (result.ok && marks(marked, text).length > 0) throw new Error(`an editor would mark this file: ${text}`);
  const all = result.ok ? result.notices : [...result.problems, ...result.notices];
  return all.map((problem) => line(problem).replace(/^configs\/acme\.yaml:\d+:\d+ /, ""));
}

/** What this target's rules say about the good file with these entries, without places. Reading it must mark nothing. */
export const said = (...entries: readonly string[]): string[] => lines(fileOf(...entries), reader);

/** The same with the rules about Airflow. */
export const saidInAll = (...entries: readonly string[]): string[] => lines(fileOf(...entries), whole);

/** Where the first line of it stands, as `line:column`. */
export function placed(text: string): string[] {
  const result = readDeployment({ path: "a", text }, { "aws-ecs": whole });
  return result.ok ? [] : result.problems.map((problem) => `${problem.line}:${problem.column} ${problem.message}`);
}
