import { Construct } from "constructs";
import type { Deployment } from "../../deployment/schema/schema";
import { officialImage } from "../derived/images";
import { WEBSERVER_PORT } from "../derived/ports";
import type { Endpoint } from "../endpoint";
import type { Surroundings } from "../environment/environment";
import { proxied } from "../environment/proxy";
import type { AirflowPlatform, Composition, ImageSource } from "../platform";
import type { Release } from "../releases/release";
import { releaseOf } from "../releases/version";
import { existingBroker } from "../stores/broker-url";
import { existingDatabase } from "../stores/database-url";
import { beside, besides, store } from "./besides";
import { dagProcessor } from "./dag-processor";
import { flower } from "./flower";
import { checkPlaced } from "./placed";
import { RoleConstruct } from "./role";
import { scheduler } from "./scheduler";
import type { Service } from "./service";
import { triggerer } from "./triggerer";
import { webserver } from "./webserver";
import { workerPool } from "./worker-pool";

export interface AirflowProps {
  readonly deployment: Deployment;
  readonly platform: AirflowPlatform;
  /** The project's folder on this machine: paths of the file are relative to it. */
  readonly root: string;
}

/** Airflow as the file describes it: makes the roles and hands all of them to the target at once. */
export class Airflow extends Construct {
  readonly services: readonly Service[];
  readonly release: Release;
  readonly composition: Composition;
  readonly database: Endpoint;
  /** Undefined with LocalExecutor. */
  readonly broker: Endpoint | undefined;

  constructor(scope: Construct, id: string, props: AirflowProps) {
    super(scope, id);
    const { deployment, platform } = props;
    const release = releaseOf(deployment.airflow.version);
    if (release === undefined)
      throw new Error(`airflow.version ${deployment.airflow.version} has passed the rules without a release`);
    const around = this.surroundings(props, release);
    this.release = release;
    this.database = around.database;
    this.broker = around.broker;
    this.services = services(around);
    const more = besides(around, this.services);
    this.composition = {
      image: image(deployment),
      migration: { ...beside(more, "migration"), scope: new Construct(this, "migration") },
      besides: more,
      services: this.services.map((service) => ({ service, scope: new RoleConstruct(this, service) })),
      ...(deployment.airflow.envFile === undefined ? {} : { envFile: deployment.airflow.envFile }),
    };
    checkPlaced(this.services, more, platform.run(this.composition));
  }

  private surroundings({ deployment, platform, root }: AirflowProps, release: Release): Surroundings {
    const celery = deployment.airflow.executor === "CeleryExecutor";
    return {
      deployment,
      release,
      root,
      database:
        existingDatabase(deployment.metadataDatabase, root) ??
        platform.metadataDatabase(this, store("metadata-database", deployment)),
      broker: celery
        ? (existingBroker(deployment.broker, root) ?? platform.broker(this, store("broker", deployment)))
        : undefined,
      webserver: platform.address("webserver", WEBSERVER_PORT),
      target: platform.variables,
      limits: platform.limits,
      callers: platform.callers,
      direct: platform.direct,
      logHosts: platform.logHosts,
    };
  }
}

/** Every process of the deployment, in the order in which people name them. */
function services(around: Surroundings): Service[] {
  const { deployment } = around;
  const pools = around.broker === undefined ? [] : Object.entries(deployment.workers);
  return [
    webserver(around),
    scheduler(around),
    dagProcessor(around),
    triggerer(around),
    ...(deployment.flower === false ? [] : [flower(around, deployment.flower)]),
    ...pools.map(([pool, part]) => workerPool(around, pool, part)),
  ];
}

/** The official image of the release, unless the file names or builds one. */
export function image({ airflow, proxy }: Deployment): ImageSource {
  if (airflow.image === undefined) return { reference: officialImage(airflow.version) };
  if (typeof airflow.image === "string") return { reference: airflow.image };
  const { context, dockerfile, target, requirements, args, secretArgs } = airflow.image.build;
  return {
    build: {
      airflowVersion: airflow.version,
      args,
      secretArgs,
      proxyArgs: proxied(proxy),
      ...(context === undefined ? {} : { context }),
      ...(dockerfile === undefined ? {} : { dockerfile }),
      ...(target === undefined ? {} : { target }),
      ...(requirements === undefined ? {} : { requirements }),
    },
  };
}
