import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { writeBootFiles } from "./boot-files";
import { build } from "./build";
import { withoutCallStacks } from "./call-stacks";
import { readDeployments } from "./deployments";
import { nextFolder, publish } from "./publish";
import type { Targets } from "./target";

/** What draws and writes pages takes as long to load as Airflow to compose: only a synth that needs it does. */
const pages = (): typeof import("./pages") => require("./pages");

export interface Synthesis {
  /** The project's folder: where cdktf.json lies. */
  readonly root: string;
  /** Folder of the deployment files, relative to it. */
  readonly configs: string;
  /** Terraform's folder, relative to the project's or absolute. */
  readonly outdir: string;
  readonly targets: Targets;
  /** Whether pages are written for people. Default: true. */
  readonly review?: boolean;
  /** Takes one line for people. */
  readonly print: { notice(line: string): void; problem(line: string): void };
}

/**
 * Turns every deployment file into a stack. False when a file is refused: then everything wrong with all files was
 * printed and the last good output is as it was.
 */
export function synthesize({ root, configs, outdir, targets, review = true, print }: Synthesis): boolean {
  const { deployments, problems, notices } = readDeployments(root, configs, targets);
  for (const notice of notices) print.notice(notice);
  for (const problem of problems) print.problem(problem);
  const output = resolve(root, outdir);
  if (problems.length > 0) {
    pages().markPagesOld(output, problems);
    return false;
  }
  if (deployments.some(({ target }) => targets[target]?.localState === true)) stateFolder(root);
  const next = nextFolder(output);
  try {
    const built = withoutCallStacks(() => build(next, deployments, targets, root));
    withoutCallStacks(() => built.app.synth());
    for (const [stack, files] of built.bootFiles) writeBootFiles(join(next, "stacks", stack), files);
    if (review) pages().writePages(next, root, output, built.reviews(), deployments);
    publish(next, output);
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
  return true;
}

/** Terraform's state holds secrets: its folder is for its owner only. */
function stateFolder(root: string): void {
  const folder = join(root, "state");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
}
