import { type DockerReading, dockerReading } from "../lib/docker/reading";
import { readDeployments } from "../lib/synth/deployments";
import { targets } from "../stacks/targets";
import type { Print } from "./print";

/** Folders of a project, as main.ts and cdktf.json have them. */
export const CONFIGS = "configs";
export const OUTDIR = "cdktf.out";

/** A stack of this machine that a command was asked for. */
export interface Chosen {
  readonly stack: string;
  readonly reading: DockerReading;
}

/** The stack named on the command line, or the only one of the Docker target. Undefined: said why. */
export function chooseStack(root: string, asked: string | undefined, print: Print): Chosen | undefined {
  const { deployments, problems } = readDeployments(root, CONFIGS, targets);
  if (problems.length > 0) {
    for (const problem of problems) print.problem(problem);
    return undefined;
  }
  const local = deployments.filter(({ target }) => target === "docker");
  const names = local.map(({ stack }) => stack).join(", ");
  const found =
    asked === undefined ? (local.length === 1 ? local[0] : undefined) : local.find(({ stack }) => stack === asked);
  if (found !== undefined) return { stack: found.stack, reading: dockerReading(found) };
  if (local.length === 0) print.problem("no file in configs/ has target: docker");
  else if (asked === undefined) print.problem(`several stacks run on Docker; name one of: ${names}`);
  else print.problem(`no stack "${asked}" with target: docker in configs/; there are: ${names}`);
  return undefined;
}
