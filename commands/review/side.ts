import { join } from "node:path";
import { isFolder } from "../../lib/deployment/disk/disk";
import type { Files } from "../../lib/review/compare/written";
import type { Review } from "../../lib/review/model";
import type { AskDeployed } from "../../lib/synth/build";
import { filesOf, readDeployments } from "../../lib/synth/deployments";
import { reviewsOf } from "../../lib/synth/reviews";
import { targets } from "../../stacks/targets";
import { CONFIGS, OUTDIR } from "../stack";

/** What the files of one state of the project are. */
export interface Side {
  readonly reviews: readonly Review[];
  /** Why files are refused, as synth says it. */
  readonly problems: readonly string[];
  /** The files that a stack is written in. */
  readonly files: ReadonlyMap<string, Files>;
}

/**
 * @param root the project's folder, or that of an older state of it
 * @param deployed what runs now. Default: it is not known
 */
export function sideOf(root: string, deployed?: AskDeployed): Side {
  const { problems, deployments } = readDeployments(root, CONFIGS, targets);
  const files = new Map(deployments.map((deployment) => [deployment.stack, filesOf(deployment)]));
  return { reviews: reviewsOf(deployments, root, OUTDIR, targets, deployed), problems, files };
}

export const hasConfigs = (root: string): boolean => isFolder(join(root, CONFIGS));

export const NOTHING: Side = { reviews: [], problems: [], files: new Map() };
