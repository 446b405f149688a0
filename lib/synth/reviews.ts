import { resolve } from "node:path";
import { writing } from "../deployment/disk/writing";
import type { Review } from "../review/model";
import { type AskDeployed, build } from "./build";
import type { NamedDeployment } from "./deployments";
import { discard, followed, nextFolder } from "./next-folder";
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
  const place = followed(resolve(root, outdir));
  return writing({ what: "what is needed to look at a stack", place, root }, () => {
    const folder = nextFolder(place);
    try {
      return build(folder, deployments, targets, root).reviews(deployed);
    } finally {
      discard(folder);
    }
  });
}
