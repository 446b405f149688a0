import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Located } from "../deployment/extend";
import type { Problem } from "../deployment/problem";
import type { Deployment } from "../deployment/schema";

interface Read extends Pick<Located, "locate"> {
  readonly deployment: Deployment;
}

/**
 * Files that synth itself copies into its output must be there; all others (DAGs, mounts, secrets) are read by
 * Terraform or the engine, on the machine that deploys.
 */
export function missingFiles(root: string, { deployment, locate }: Read): Problem[] {
  return Object.entries(deployment.airflow.files)
    .filter(([, path]) => path !== undefined && !existsSync(resolve(root, path)))
    .map(([key, path]) => {
      const place = ["airflow", "files", key];
      return { path: place, message: `${path} does not exist: make it, or leave ${key}: out`, ...locate(place) };
    });
}
