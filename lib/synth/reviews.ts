import { rmSync } from "node:fs";
import { resolve } from "node:path";
import type { Review } from "../review/model";
import { type AskDeployed, build } from "./build";
import type { NamedDeployment } from "./deployments";
import { nextFolder } from "./publish";
import type { Targets } from "./target";

/**
 * What deployments are, for people, without writing anything that lasts.
 * @param root the project's folder
 * @param outdir beside it a folder is made and removed again
 * @param deployed what runs now. Default: it is not known
 */
export function reviewsOf(
  deployments: readonly NamedDeployment[],
  root: string,
  outdir: string,
  targets: Targets,
  deployed?: AskDeployed,
): Review[] {
  const folder = nextFolder(resolve(root, outdir));
  try {
    return build(folder, deployments, targets, root).reviews(deployed);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
