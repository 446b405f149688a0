import { line } from "../../lib/deployment/problem";
import { type ReadResult, readDeployment } from "../../lib/deployment/read";
import { check } from "../../lib/docker/rules/rules";
import { type DockerReading, dockerReading } from "../../lib/docker/settings/reading";
import { shape } from "../../lib/docker/settings/settings";
import { expectNoMarks } from "./agreement";

const targets = {
  docker: { shape, rules: (reading: Parameters<typeof dockerReading>[0]) => check(dockerReading(reading)) },
};

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
  return dockerReading(result);
}
