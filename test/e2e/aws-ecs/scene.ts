import type { AirflowApi } from "../airflow-api";
import { ownLabel } from "../docker";
import type { Project } from "../project";
import type { Steps } from "../step";
import type { Agent } from "./agent";
import type { Fargate } from "./fargate";
import type { Moto } from "./moto";

/** Marks what the run itself makes on the engine. */
export const OWN_LABEL = ownLabel("aws-ecs");

export const STACK = "e2e-aws";
/** Applied, destroyed and applied again while the other one runs. */
export const SIDE_STACK = "e2e-again";
export const ACCOUNT = "123456789012";
export const REGION = "eu-central-1";
export const DOMAIN = "example.com";
/** Exists before the stack, as docs/aws-ecs.md has people make it. */
export const STATE_BUCKET = "acme-terraform-state";

/** Network of the tasks, with moto at its gateway: one address for the provider and for the containers. */
export const NETWORK = "airflow-cdktf-e2e-aws";
export const MOTO_PORT = 18500;
export const SIDE_MOTO_PORT = 18501;
/** Where this machine reaches the webserver's task. */
export const WEBSERVER_PORT = 18585;

/** On the engine, in the place of the image in a registry that the file names. */
export const AIRFLOW = "apache/airflow:3.3.2";

/** A stack that is applied to a moto of its own. */
export interface Site {
  readonly stack: string;
  readonly project: Project;
  readonly moto: Moto;
  /** Hosted zone of the domain in moto. */
  readonly zone: string;
  readonly steps: Steps;
  /** Folder of the run on this machine. */
  readonly base: string;
}

/** A site whose tasks run. */
export interface Scene extends Site {
  readonly api: AirflowApi;
  readonly agent: Agent;
  readonly fargate: Fargate;
}
