import { proxied } from "../../airflow/environment/proxy";
import { gitSecrets } from "../../airflow/workloads/git-sync";
import type { Mount } from "../machines/docker-run";
import type { Unit } from "../machines/document";
import type { GcpReading } from "../settings/settings";
import { bucketSync } from "./bucket-sync";
import { gitSync } from "./git-sync";
import type { Surroundings } from "./process";
import { dagsGate, dagsMount } from "./synced-dags";

/** What brings the DAGs to a machine, where Airflow does not by itself. */
export interface DagsUnits {
  readonly units: readonly Unit[];
  readonly images: readonly string[];
  /** For every Airflow process. */
  readonly mounts: readonly Mount[];
}

const NONE: DagsUnits = { units: [], images: [], mounts: [] };

/** @param syncs whether this target keeps a folder of the DAGs, see Composition */
export function dagsUnits(reading: GcpReading, syncs: boolean, around: Omit<Surroundings, "dags">): DagsUnits {
  if (!syncs) return NONE;
  const sync = syncOf(reading, around);
  return { units: [sync.unit, dagsGate(around.image)], images: sync.images, mounts: [dagsMount] };
}

function syncOf({ deployment }: GcpReading, { image, pieces }: Pick<Surroundings, "image" | "pieces">) {
  const { dags } = deployment.airflow;
  if (dags.bucket !== undefined) return { unit: bucketSync(dags, dags.bucket, image), images: [] };
  const { gitSyncImage } = deployment;
  if (dags.git === undefined || gitSyncImage === undefined)
    throw new Error("DAGs from git on this release have passed the rules without gitSyncImage");
  const secret = pieces(gitSecrets(dags).map((given) => ({ given })));
  const plain = proxied(deployment.proxy);
  const told = { dags, repository: dags.git, image: gitSyncImage, airflowImage: image, plain, secret };
  return { unit: gitSync(told), images: [gitSyncImage] };
}
