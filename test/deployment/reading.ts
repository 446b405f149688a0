import { readDeployment, type TargetReader } from "../../lib/deployment/file/read";
import { fileOf } from "../../lib/deployment/schema/schema";
import { line } from "../../lib/deployment/words/problem";
import { shape } from "../../lib/docker/settings/settings";
import { expectNoMarks } from "../support/agreement";

export const targets: Record<string, TargetReader> = {
  docker: { shape, rules: () => [] },
  "aws-ecs": { shape: { schema: fileOf("aws-ecs", {}, {}) }, rules: () => [] },
};
export const GOOD = ["target: docker", "airflow:", '  version: "3.3.2"'];

export function read(lines: readonly string[], table = targets) {
  const text = lines.join("\n");
  const result = readDeployment({ path: "configs/a.yaml", text }, table);
  if (result.ok && result.target === "docker") expectNoMarks("docker", text);
  return result;
}
export function problems(lines: readonly string[]): string[] {
  const result = read(lines);
  return result.ok ? [] : result.problems.map(line);
}
/** What is wrong in lines that stand after the three good ones, without the file's name. */
export const wrong = (...lines: string[]) =>
  problems([...GOOD, ...lines]).map((text) => text.replace("configs/a.yaml:", ""));
