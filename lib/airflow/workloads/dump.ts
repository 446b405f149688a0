import type { Surroundings } from "../environment/environment";
import { PROGRAMS } from "../files/files";
import { givenOr } from "../secrets/secret";
import type { Description } from "./workload";

/** Saves our own metadata database every day. An existing one is its owner's to save. */
export function dump({ deployment }: Surroundings): Description | undefined {
  const { host, password } = deployment.metadataDatabase;
  if (host !== undefined) return undefined;
  return {
    kind: "one-shot",
    command: ["python", `${PROGRAMS}/airflow_cdktf_dump.py`],
    secretFiles: { password: [givenOr(password, "metadata-database")] },
    stops: "It runs every day, and tries what it dumped by a restore; a failed one leaves the dumps before it",
    path: ["backups"],
  };
}
