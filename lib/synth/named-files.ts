import { existsSync } from "node:fs";
import { located } from "../airflow/files";
import type { Located } from "../deployment/extend";
import type { Problem } from "../deployment/problem";
import type { Deployment } from "../deployment/schema";

interface Read extends Pick<Located, "locate"> {
  readonly deployment: Deployment;
}

/** A file or folder that the file names, and what else may be written instead. */
interface Named {
  readonly place: readonly string[];
  readonly path: string;
  readonly instead: string;
}

/**
 * Files that synth itself copies into its output must be there; all others (DAGs, mounts, secrets) are read by
 * Terraform or the engine, on the machine that deploys.
 */
export function missingFiles(root: string, { deployment, locate }: Read): Problem[] {
  return named(deployment)
    .filter(({ path }) => !existsSync(located(root, path)))
    .map(({ place, path, instead }) => ({
      path: [...place],
      message: `${path} does not exist: make it, or ${instead}`,
      ...locate([...place]),
    }));
}

function named({ airflow, metadataDatabase: { tls } }: Deployment): Named[] {
  const files = Object.entries(airflow.files).flatMap(([key, path]) =>
    path === undefined ? [] : [{ place: ["airflow", "files", key], path, instead: `leave ${key}: out` }],
  );
  if (typeof tls === "boolean") return files;
  const instead = "write tls: true, where the image knows the authority";
  return [...files, { place: ["metadataDatabase", "tls", "ca"], path: tls.ca, instead }];
}
