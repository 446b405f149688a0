import type { Construct } from "constructs";
import type { SecretReference } from "../deployment/schema/scalars";
import type { Endpoint, Limits } from "./endpoint";
import type { Beside } from "./workloads/besides";
import type { Role } from "./workloads/roles";
import type { Service, Workload } from "./workloads/service";

/** A role and the scope under which the target puts its resources. */
export interface Placed {
  readonly scope: Construct;
  readonly service: Service;
}

/** Everything that runs, handed to the target in one call so that it can own the order. */
export interface Composition {
  readonly image: ImageSource;
  readonly migration: Workload & { readonly scope: Construct };
  readonly services: readonly Placed[];
  /** All that runs beside them, the migration and stores of our own too. */
  readonly besides: readonly Workload[];
  /** File of KEY=VALUE lines for every process, relative to the project's folder. All of it counts as secret. */
  readonly envFile?: string;
}

/** What a target did with all of it. */
export interface Answer {
  /** Names of what it placed, read off what it made. */
  readonly placed: readonly string[];
  /** Why it leaves others out, by their names: `{ "git-sync": "Airflow's own bundles fetch" }`. */
  readonly absent: Readonly<Record<string, string>>;
}

export interface ImageBuild {
  readonly airflowVersion: string;
  readonly context?: string;
  /** Below the context; undefined: `Dockerfile`. */
  readonly dockerfile?: string;
  /** Stage of the Dockerfile; undefined: the last one. */
  readonly target?: string;
  readonly requirements?: string;
  readonly args: Readonly<Record<string, string>>;
  readonly secretArgs: Readonly<Record<string, SecretReference>>;
  /** Arguments that Docker knows by itself and that become no part of an image: HTTP_PROXY and the like. */
  readonly proxyArgs: Readonly<Record<string, string>>;
}
export type ImageSource = { readonly reference: string } | { readonly build: ImageBuild };

/** What answers under one name; each worker has its own. */
export type Named = Exclude<Role, "worker"> | Beside;

/** The interface that every target implements. */
export interface AirflowPlatform {
  readonly limits: Limits;
  /** hostname_callable, remote log folder: what only the target knows, by environment variable. */
  readonly variables: Readonly<Record<string, string>>;
  /**
   * Which addresses may be a worker's, so that the execution API of 3.x answers them at Airflow's own port: `own-network`
   * (the container's, without its gateways), ranges in CIDR form with commas between, or `security-groups` (the network
   * has asked already). See execution_callers.py.
   */
  readonly callers: string;
  /**
   * Names, domains and ranges of the stack's own, where calls by HTTP must not go through a proxy that the file names, as
   * NO_PROXY has them: without a port, since every reader takes that for all ports.
   */
  readonly direct: readonly string[];
  /** Further names, at which the webserver alone asks for the logs of running tasks. */
  readonly logHosts: readonly string[];
  /** A naming rule: the address of a workload before it exists. */
  address(name: Named, port: number): Endpoint;
  /** Not called when the file names an existing database. */
  metadataDatabase(scope: Construct, workload: Workload): Endpoint;
  /** Not called for LocalExecutor or an existing broker. */
  broker(scope: Construct, workload: Workload): Endpoint;
  /** What it neither places nor names as absent is an error, see placed.ts. */
  run(composition: Composition): Answer;
}
