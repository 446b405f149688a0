import type { AirflowApi } from "../airflow-api";
import type { Project } from "../project";
import type { Steps } from "../step";
import type { Google } from "./google/google";
import type { World } from "./google/world";
import type { Cluster } from "./machines/cluster";

/** A stack, the Google that it is applied to, and its machines. */
export interface Site {
  readonly stack: string;
  readonly project: Project;
  readonly world: World;
  readonly google: Google;
  readonly cluster: Cluster;
  readonly api: AirflowApi;
  readonly steps: Steps;
  /** Folder of the run on this machine. */
  readonly base: string;
  readonly certificates: string;
  /** Of the file, by what tells them apart: references with digests. */
  readonly images: { readonly first: string; readonly second: string; readonly newer: string; readonly old: string };
}
