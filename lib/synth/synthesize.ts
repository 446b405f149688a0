import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { App } from "cdktf";
import { type NamedDeployment, readDeployments } from "./deployments";
import { nextFolder, publish } from "./publish";
import type { Targets } from "./target";

export interface Synthesis {
  /** The project's folder: where cdktf.json lies. */
  readonly root: string;
  /** Folder of the deployment files, relative to it. */
  readonly configs: string;
  /** Terraform's folder, relative to the project's or absolute. */
  readonly outdir: string;
  readonly targets: Targets;
  /** Takes one line for people. */
  readonly print: { notice(line: string): void; problem(line: string): void };
}

/**
 * Turns every deployment file into a stack. False when a file is refused: then everything wrong with all files was
 * printed and the last good output is as it was.
 */
export function synthesize({ root, configs, outdir, targets, print }: Synthesis): boolean {
  const { deployments, problems, notices } = readDeployments(root, configs, targets);
  for (const notice of notices) print.notice(notice);
  for (const problem of problems) print.problem(problem);
  if (problems.length > 0) return false;
  if (deployments.some(({ target }) => targets[target]?.localState === true)) stateFolder(root);
  const output = resolve(root, outdir);
  const next = nextFolder(output);
  try {
    write(next, deployments, targets, root);
    publish(next, output);
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
  return true;
}

function write(folder: string, deployments: readonly NamedDeployment[], targets: Targets, root: string): void {
  // Stack traces of this machine would make two machines' output differ.
  const app = new App({ outdir: folder, stackTraces: false });
  for (const { stack, target, deployment, settings } of deployments)
    targets[target]?.stack(app, stack, { deployment, settings, root });
  app.synth();
}

/** Terraform's state holds secrets: its folder is for its owner only. */
function stateFolder(root: string): void {
  const folder = join(root, "state");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
}
