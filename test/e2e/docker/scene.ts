import type { AirflowApi } from "../airflow-api";
import { ownLabel } from "../docker";
import type { Project } from "../project";
import type { Steps } from "../step";

/** Marks what the run itself makes on the engine. */
export const OWN_LABEL = ownLabel("docker");

/** Names of the stacks that the run makes on the engine. Everything labelled with them is removed before and after. */
export const STACKS = ["e2e", "e2e-old", "e2e-local", "e2e-sick", "e2e-bad", "e2e-stores"] as const;
export const STACK = "e2e";

export const PORT = 18080;
export const FLOWER_PORT = 15555;
export const OLD_PORT = 18081;
/** All of Airflow 2.11 is below it. */
export const OLD_PATH = "/airflow";
export const LOCAL_PORT = 18082;
export const SICK_PORT = 18083;
export const BAD_PORT = 18084;
export const STORES_PORT = 18085;
export const STORES_FLOWER_PORT = 15556;
export const DATABASE_PORT = 15432;

export const AIRFLOW = "apache/airflow:3.3.2";
export const OLD_AIRFLOW = "apache/airflow:2.11.2";
/** The same release with one more layer. */
export const OWN_IMAGE = "airflow-cdktf-e2e:next";

/** What the steps of one stack work on. */
export interface Scene {
  readonly stack: string;
  readonly project: Project;
  readonly api: AirflowApi;
  readonly steps: Steps;
  /** Folder of the run on this machine. */
  readonly base: string;
  /** Folder of the DAGs: outside the checkout, because a mounted folder that moves changes the deployment. */
  readonly dags: string;
}
