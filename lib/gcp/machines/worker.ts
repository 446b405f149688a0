import type { Service } from "../../airflow/workloads/service";
import { nameOf } from "../names";
import { regionOf } from "../settings/scalars";
import type { GcpFile, GcpPool } from "../settings/settings";
import { type Surroundings, unitOf } from "../workloads/process";
import type { Unit } from "./document";

/** The worker's part by which a group shrinks, see python/airflow_cdktf_gcp/worker_shrink.py. */
const SHRINK = "airflow_cdktf_gcp.worker_shrink";

export interface WorkerProps {
  readonly stack: string;
  readonly pool: string;
  readonly settings: Pick<GcpFile, "project" | "zone">;
  readonly poolSettings: Pick<GcpPool, "zones" | "scaling">;
}

/** The worker of a pool's machine. In a pool with a range one that is idle drains and has its machine deleted. */
export function worker(service: Service, around: Surroundings, props: WorkerProps): Unit {
  const { min, max } = service.replicas;
  const plain: Readonly<Record<string, string>> =
    min === max ? {} : { AIRFLOW_CDKTF_WORKER_EXTENSIONS: SHRINK, AIRFLOW_CDKTF_GCP: JSON.stringify(told(min, props)) };
  return unitOf({ ...service, plain: { ...service.plain, ...plain } }, around);
}

const told = (
  min: number,
  { stack, pool, settings: { project, zone }, poolSettings: { zones, scaling } }: WorkerProps,
) => ({
  project,
  ...place(zones ?? [zone]),
  group: nameOf(stack, pool),
  stack,
  pool,
  min,
  idle: scaling.idle,
});

/** A group in one zone is that zone's, in several the region's. */
const place = (zones: readonly string[]) => {
  const [first = ""] = zones;
  return zones.length > 1 ? { region: regionOf(first) } : { zone: first };
};
