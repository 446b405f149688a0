import { rmSync } from "node:fs";
import { resolve } from "node:path";
import type { Review } from "../review/model";
import { build } from "./build";
import { readDeployments } from "./deployments";
import { nextFolder } from "./publish";
import type { Targets } from "./target";

export interface Reviews {
  /** Of every good file, also when others are refused. */
  readonly reviews: readonly Review[];
  /** Lines for people. */
  readonly problems: readonly string[];
}

/**
 * What the project's files are now, without writing anything that lasts.
 * @param root the project's folder
 * @param configs the folder of the deployment files, relative to it
 * @param outdir beside it a folder is made and removed again
 */
export function reviews(root: string, configs: string, outdir: string, targets: Targets): Reviews {
  const { deployments, problems } = readDeployments(root, configs, targets);
  const folder = nextFolder(resolve(root, outdir));
  try {
    return { reviews: build(folder, deployments, targets, root).reviews(), problems };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
