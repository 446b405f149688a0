import { holesOf } from "../../airflow/words/helper";
import type { Workload } from "../../airflow/workloads/service";
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

/** @param besides all that runs beside Airflow's processes: what syncs is among it where the release cannot by itself */
export function dagsUnits(
  { deployment }: GcpReading,
  besides: readonly Workload[],
  { image, pieces }: Pick<Surroundings, "image" | "pieces">,
): DagsUnits {
  const { dags } = deployment.airflow;
  const brought = (unit: Unit, images: readonly string[] = []): DagsUnits => ({
    units: [unit, dagsGate(image)],
    images,
    mounts: [dagsMount],
  });
  const sync = besides.find(({ name }) => name === "git-sync");
  if (sync !== undefined) {
    const { gitSyncImage } = deployment;
    if (dags.git === undefined || gitSyncImage === undefined)
      throw new Error("DAGs from git on this release have passed the rules without gitSyncImage");
    const secret = pieces(holesOf(sync));
    const told = { dags, repository: dags.git, image: gitSyncImage, airflowImage: image, plain: sync.plain, secret };
    return brought(gitSync(told), [gitSyncImage]);
  }
  if (dags.bucket !== undefined && besides.some(({ name }) => name === "dags-sync"))
    return brought(bucketSync(dags, dags.bucket, image));
  return NONE;
}
