import { type ReadResult, readDeployment, type TargetReader } from "../../lib/deployment/file/read";
import { narrowed } from "../../lib/deployment/schema/schema";
import { line } from "../../lib/deployment/words/problem";
import { check } from "../../lib/docker/rules/rules";
import { type DockerFile, type DockerReading, isDocker, shape } from "../../lib/docker/settings/settings";
import { expectNoMarks } from "./agreement";

const docker: TargetReader<DockerFile> = { shape, rules: check };
const targets = { docker };

/** What a file of this target reads to, with only the target's own rules. */
export function readFile(lines: readonly string[]): ReadResult {
  const text = ["target: docker", ...lines].join("\n");
  const result = readDeployment({ path: "configs/acme.yaml", text }, targets);
  if (result.ok) expectNoMarks("docker", text);
  return result;
}

/** The `airflow:` line of a file with these entries. */
export const airflow = (...entries: readonly string[]) => `airflow: { ${['version: "3.3.2"', ...entries].join(", ")} }`;
export const POOL = "workers: { main: { queues: [default] } }";

/** A good file; without lines the smallest one. */
export function reading(...lines: string[]): DockerReading {
  const result = readFile(lines.length === 0 ? [airflow(), POOL] : lines);
  if (!result.ok) throw new Error(result.problems.map(line).join("\n"));
  return { deployment: narrowed(isDocker, result.deployment) };
}
