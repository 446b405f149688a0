import { join } from "node:path";
import { readFolder } from "../deployment/folder";
import { checkStacks } from "../deployment/names";
import { line, type Problem } from "../deployment/problem";
import { type Reading, readDeployment, type TargetReader } from "../deployment/read";
import type { Source } from "../deployment/source";
import { missingFiles } from "./named-files";

/** A deployment that was read and found good. */
export interface NamedDeployment extends Reading {
  /** The file's name without `.yaml`. */
  readonly stack: string;
  readonly target: string;
  /** As problems show it: `configs/aws-ecs.yaml`. */
  readonly file: string;
  /** Places what is found out later, such as a taken port, in the file. */
  readonly locate: Source["locate"];
  readonly writes: Source["writes"];
  readonly notices: readonly Problem[];
  /** The file itself, for pages that quote it. */
  readonly text: string;
}

export interface Deployments {
  /** Every good file, also when others are refused. */
  readonly deployments: readonly NamedDeployment[];
  /** Lines for people. One problem refuses the whole folder. */
  readonly problems: readonly string[];
  readonly notices: readonly string[];
}

/**
 * Reads every deployment file of the project.
 * @param root the project's folder
 * @param configs the folder of the files, relative to it
 */
export function readDeployments(
  root: string,
  configs: string,
  targets: Readonly<Record<string, TargetReader>>,
): Deployments {
  const { files, problems } = readFolder(join(root, configs), configs);
  const results = files.map((file) => ({ file, result: readDeployment(file, targets) }));
  const deployments = results.flatMap(({ file, result }): NamedDeployment[] => {
    if (!result.ok) return [];
    const { ok, ...read } = result;
    return [{ stack: file.stack, file: file.path, text: file.text, ...read }];
  });
  const refused = results.flatMap(({ result }) => (result.ok ? [] : result.problems));
  return {
    deployments,
    problems: [...problems, ...refused, ...together(deployments), ...missingFiles(root, deployments)].map(line),
    notices: results.flatMap(({ result }) => result.notices).map(line),
  };
}

/** Files that are good one by one and cannot stand side by side. */
const together = (deployments: readonly NamedDeployment[]): Problem[] =>
  checkStacks(deployments).map(({ stack, finding: { path, message } }) => ({
    file: stack.file,
    path,
    message,
    ...stack.locate(path),
  }));
