import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Writing, writing } from "../deployment/disk/writing";
import { Told, unexpected } from "../deployment/words/told";
import { writeBootFiles } from "./boot-files";
import { build } from "./build";
import { withoutCallStacks } from "./call-stacks";
import { readDeployments } from "./deployments";
import { discard, followed, nextFolder } from "./next-folder";
import { publish } from "./publish";
import type { Targets } from "./target";
import { inTurn } from "./turn";
import { checkWritable } from "./writable";

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
 * Turns every deployment file into a stack. False when a file is refused or the disk refuses: then everything wrong with
 * all files was printed, or what the disk said, and the last good output is as it was.
 */
export function synthesize(props: Synthesis): boolean {
  try {
    return work(props);
  } catch (error) {
    props.print.problem(error instanceof Told ? error.message : unexpected(error, process.env));
    return false;
  }
}

function work({ root, configs, outdir, targets, review = true, print }: Synthesis): boolean {
  const { deployments, problems, notices } = readDeployments(root, configs, targets);
  for (const notice of notices) print.notice(notice);
  for (const problem of problems) print.problem(problem);
  const place = followed(resolve(root, outdir));
  if (problems.length > 0) {
    const what = "that the pages are old";
    writing({ what, place, root }, () => inTurnIfThere(place, () => pages().markPagesOld(place, problems)));
    return false;
  }
  if (deployments.some(({ target }) => targets[target]?.localState === true)) stateFolder(root);
  const output: Writing = { what: "Terraform's files", place, root, left: "the last output is as it was" };
  checkWritable(
    output,
    deployments.map(({ stack }) => stack),
  );
  const next = writing(output, () => nextFolder(place));
  try {
    writing(output, () => {
      const built = withoutCallStacks(() => build(next, deployments, targets, root));
      withoutCallStacks(() => built.app.synth());
      for (const [stack, files] of built.bootFiles) writeBootFiles(join(next, "stacks", stack), files);
      if (review) pages().writePages(next, root, place, built.reviews(), deployments);
    });
    const left = "each stack is wholly as it was or wholly new";
    writing({ ...output, left }, () => inTurn(place, () => publish(next, place)));
  } finally {
    discard(next);
  }
  return true;
}

/** Where there is no output yet, nothing is to be made beside it. */
const inTurnIfThere = (place: string, mark: () => void): void => {
  if (existsSync(place)) inTurn(place, mark);
};

/** Terraform's state holds secrets: its folder is for its owner only. */
function stateFolder(root: string): void {
  const folder = join(root, "state");
  writing({ what: "the folder of Terraform's state", place: folder, root }, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
  });
}
