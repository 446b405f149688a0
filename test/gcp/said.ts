import { check as airflowCheck } from "../../lib/airflow/rules/check";
import { readDeployment, type TargetReader } from "../../lib/deployment/file/read";
import { line } from "../../lib/deployment/words/problem";
import { check } from "../../lib/gcp/rules/rules";
import { type GcpFile, limits, shape } from "../../lib/gcp/settings/settings";
import { targetSchema } from "../../lib/schema/schemas";
import { compiled, marks } from "../support/validator";

const TARGET = "gcp-vms";
const reader: TargetReader<GcpFile> = { shape, rules: check };
const whole: typeof reader = {
  shape,
  rules: (reading) => [...airflowCheck(reading, limits), ...check(reading)],
};

export const DIGEST = `europe-west3-docker.pkg.dev/acme-data/airflow/airflow@sha256:${"0".repeat(64)}`;

/** The `airflow:` line of a good file with these entries. */
export const airflow = (...entries: readonly string[]): string =>
  `airflow: { ${[...(entries.some((entry) => entry.startsWith("version:")) ? [] : ['version: "3.3.2"']), ...(entries.some((entry) => entry.startsWith("image:")) ? [] : [`image: "${DIGEST}"`]), ...entries].join(", ")} }`;

/** A pool `main` with the default queue and these entries. */
export const pool = (...entries: readonly string[]): string =>
  `workers: { main: { ${["queues: [default]", ...entries].join(", ")} } }`;

/** A good file about which nothing is to be said, by its keys at the top. */
const GOOD: Readonly<Record<string, string>> = {
  target: TARGET,
  project: "acme-data",
  zone: "europe-west3-a",
  state: "{ bucket: acme-terraform-state }",
  airflow: airflow().slice("airflow: ".length),
  workers: pool().slice("workers: ".length),
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

const marked = compiled(targetSchema(TARGET, shape));

function lines(text: string, target: TargetReader): string[] {
  const result = readDeployment({ path: "configs/acme.yaml", text }, { [TARGET]: target });
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
  const result = readDeployment({ path: "a", text }, { [TARGET]: whole });
  return result.ok ? [] : result.problems.map((problem) => `${problem.line}:${problem.column} ${problem.message}`);
}
