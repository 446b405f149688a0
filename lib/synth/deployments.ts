import { join, resolve } from "node:path";
import { envFileFindings } from "../airflow/environment/env-file/check";
import { unfit } from "../airflow/files/on-disk";
import { readText } from "../deployment/disk/disk";
import { alone } from "../deployment/disk/fault";
import type { Located } from "../deployment/file/extend";
import { readFolder } from "../deployment/file/folder";
import { type DeploymentFile, type Open, type Reading, readDeployment } from "../deployment/file/read";
import { checkStacks } from "../deployment/schema/stack-names";
import { line, located, type Problem } from "../deployment/words/problem";
import type { Files } from "../review/compare/written";
import type { DiskReader } from "./target";

/** A deployment that was read and found good. */
export interface NamedDeployment extends Reading {
  /** The file's name without `.yaml`. */
  readonly stack: string;
  readonly target: string;
  /** As problems show it: `configs/aws-ecs.yaml`. */
  readonly file: string;
  /** Places what is found out later, such as a taken port, in the file. */
  readonly locate: Located["locate"];
  readonly writes: Located["writes"];
  readonly notices: readonly Problem[];
  /** The file itself, for pages that quote it. */
  readonly text: string;
  /** The file that it extends. */
  readonly base?: DeploymentFile;
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
  targets: Readonly<Record<string, DiskReader>>,
): Deployments {
  const { files, problems } = readFolder(join(root, configs), configs);
  const results = files.map((file) => ({ file, result: readDeployment(file, targets, opener(root)) }));
  const read = results.flatMap(({ file, result }): NamedDeployment[] => {
    if (!result.ok) return [];
    const { ok, ...rest } = result;
    return [{ stack: file.stack, file: file.path, text: file.text, ...rest }];
  });
  const checked = read.map((deployment) => beside(deployment, root, targets));
  const refused = results.flatMap(({ result }) => (result.ok ? [] : result.problems));
  return {
    deployments: checked.flatMap(({ deployment, problems }) => (problems.length === 0 ? [deployment] : [])),
    // Two files may extend one: what is wrong with it is said once.
    problems: unique(
      [...problems, ...refused, ...together(read, targets), ...checked.flatMap(({ problems }) => problems)].map(line),
    ),
    notices: unique(
      results
        .flatMap(
          ({ file, result }) =>
            checked.find(({ deployment }) => deployment.stack === file.stack)?.deployment.notices ?? result.notices,
        )
        .map(line),
    ),
  };
}

/** A file that is good by itself, together with what it needs on the disk. */
function beside(
  deployment: NamedDeployment,
  root: string,
  targets: Readonly<Record<string, DiskReader>>,
): { readonly deployment: NamedDeployment; readonly problems: readonly Problem[] } {
  const findings = [
    ...envFileFindings(root, deployment.deployment),
    ...unfit(deployment.deployment, root),
    ...(targets[deployment.target]?.onDisk?.({ ...deployment, root }) ?? []),
  ];
  const of = (notice: boolean) =>
    located(
      findings.filter(({ kind }) => (kind === "notice") === notice),
      deployment,
    );
  return {
    deployment: { ...deployment, notices: [...deployment.notices, ...of(true)] },
    problems: of(false),
  };
}

/** The file of a stack and the one that it extends. */
export function filesOf({ file, text, base }: NamedDeployment): Files {
  const own = { path: file, text };
  return base === undefined ? [own] : [own, base];
}

const unique = (lines: readonly string[]): string[] => [...new Set(lines)];

/** Opens what a deployment file extends; its path is relative to the project's folder. */
export const opener =
  (root: string): Open =>
  (path) => {
    const read = readText(resolve(root, path));
    if (!("fault" in read)) return read;
    const { fault } = read;
    return {
      message:
        fault.code === "ENOENT"
          ? "there is no such file; write the path relative to the project's folder"
          : alone(fault),
    };
  };

/** Files that are good one by one and cannot stand side by side. */
const together = (deployments: readonly NamedDeployment[], targets: Readonly<Record<string, DiskReader>>): Problem[] =>
  checkStacks(deployments, targets).flatMap(({ stack, finding }) => located([finding], stack));
