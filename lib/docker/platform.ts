import type { ContainerMounts, Container as DockerContainer } from "@cdktf/provider-docker/lib/container";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { baseUrl, executionPaths } from "../airflow/environment/address";
import { proxied } from "../airflow/environment/proxy";
import { DAGS_FOLDER } from "../airflow/files/dags";
import { LOGS } from "../airflow/files/files";
import type { AirflowPlatform, Composition, Endpoint, Placed } from "../airflow/platform";
import { givenOr, type SecretName } from "../airflow/secrets/secret";
import type { Role, Service } from "../airflow/workloads/service";
import type { SecretReference } from "../deployment/scalars";
import { SERVER_IMAGES } from "../deployment/usual";
import { hostPath } from "../encode/paths";
import { literal } from "../encode/terraform";
import { MetadataDatabase } from "./data/metadata-database";
import { RedisBroker } from "./data/redis-broker";
import { Storage } from "./data/storage";
import { CONFIG_FILE } from "./files/config-file";
import { Files } from "./files/files";
import { Image } from "./image/image";
import { alias, replicaName } from "./names";
import { logHosts } from "./network/log-hosts";
import { Network } from "./network/network";
import { proxy } from "./network/proxy";
import { Secrets } from "./secrets/secrets";
import type { DockerReading } from "./settings/reading";
import { type DockerSettings, limits } from "./settings/settings";
import type { Place } from "./words/place";
import { Connections } from "./workloads/connections";
import { drained } from "./workloads/drain";
import { extras, published } from "./workloads/extras";
import { GitSync } from "./workloads/git-sync";
import { migration } from "./workloads/migration";
import { processes, type Surroundings } from "./workloads/process";

export interface DockerPlatformProps extends DockerReading {
  readonly stack: string;
}

/** Airflow on one Docker host. */
export class DockerPlatform extends Construct implements AirflowPlatform {
  readonly limits = limits;
  /** The stack's network; what comes from the host has its gateway's address. */
  readonly callers = "own-network";
  /** Names on the stack's network. */
  readonly direct = Object.values(alias);
  readonly logHosts: readonly string[];
  /** A container's own name resolves on the stack's network: the UI fetches a running task's log by it. */
  readonly variables: Readonly<Record<string, string>>;
  /** What every Airflow process runs, by digest; known after `run`. */
  airflowImage = "";
  private readonly connections: Connections;
  private readonly place: Place;
  /** Healthy before Airflow's processes start. The database only has to exist: the migration waits for it. */
  private readonly ready: ITerraformDependable[] = [];
  private readonly stores: ITerraformDependable[] = [];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: DockerPlatformProps,
  ) {
    super(scope, id);
    this.place = {
      stack: props.stack,
      network: new Network(this, "network", props.stack),
      secrets: new Secrets(this, "secrets"),
    };
    const { connections, variables } = props.deployment.airflow;
    this.connections = new Connections(connections, variables, this.place.secrets);
    this.logHosts = logHosts(props.stack, props.deployment);
    this.variables = { AIRFLOW__CORE__HOSTNAME_CALLABLE: "socket.gethostname", ...this.connections.variables };
  }

  /** A password as an expression, for an output: it is in the state only. */
  password(reference: SecretReference | undefined, generated: SecretName): string {
    return this.place.secrets.value(givenOr(reference, generated));
  }

  address(role: Exclude<Role, "worker">, port: number): Endpoint {
    return { host: alias[role], port: String(port), shownAs: alias[role] };
  }

  metadataDatabase(scope: Construct): Endpoint {
    const part = this.props.deployment.metadataDatabase;
    const image = Image.pulled(scope, "metadata-database-image", part.image ?? SERVER_IMAGES.postgres);
    const made = new MetadataDatabase(
      scope,
      "metadata-database",
      this.place,
      part,
      image,
      this.docker.storage.metadataDatabase,
    );
    this.stores.push(made.container);
    return made.endpoint;
  }

  broker(scope: Construct): Endpoint {
    const part = this.props.deployment.broker;
    const image = Image.pulled(scope, "broker-image", part.image ?? SERVER_IMAGES.redis);
    const made = new RedisBroker(scope, "broker", this.place, part, image, this.docker.storage.broker);
    this.ready.push(made.container);
    return made.endpoint;
  }

  /** Database and broker are healthy, then the migration succeeds, then everything starts at once. */
  run(composition: Composition): void {
    const image = Image.airflow(this, this.place.stack, composition.image);
    this.airflowImage = image.reference;
    const around = this.surroundings(composition, image.id);
    const migrated = migration(composition.migration.scope, composition.migration, { ...around, after: this.stores });
    const started = composition.services.map((placed) => ({
      ...placed,
      containers: this.start(placed, { ...around, after: [migrated, ...this.ready] }),
    }));
    const webservers = started.flatMap(({ service, containers }) => (service.role === "webserver" ? containers : []));
    for (const { scope, service, containers } of started)
      if (service.runsTasks)
        for (const [index, process] of containers.entries())
          drained(scope, process, replicaName(service.name, index), service.drain.seconds, webservers);
  }

  private start({ scope, service }: Placed, around: Surroundings): DockerContainer[] {
    const made = processes(scope, service, around, extras(service, this.props));
    if (service.role === "webserver" && made.length > 1) this.share(scope, service, made);
    return made;
  }

  /** Two webservers cannot publish one port: a proxy does, and asks each for its health. */
  private share(scope: Construct, service: Service, behind: readonly DockerContainer[]): void {
    const image = Image.pulled(scope, "proxy-image", "haproxy:3.2");
    proxy(scope, this.place, {
      image,
      service,
      behind,
      ports: published(service, this.props),
      encrypted: baseUrl(this.props.deployment).startsWith("https://"),
      closed: executionPaths(this.props.deployment),
    });
  }

  private surroundings(composition: Composition, image: string): Omit<Surroundings, "after"> {
    const { airflow } = this.props.deployment;
    const logs = new Storage(this, "logs", this.place.stack, this.docker.storage.logs);
    const folders = this.docker.mounts.map(({ source, target, readOnly }) => ({
      type: "bind",
      source: hostPath(source),
      target: literal(target),
      readOnly,
    }));
    return {
      place: this.place,
      files: new Files(this, "files"),
      connections: this.connections,
      image,
      version: airflow.version,
      mounts: [logs.mountedAt(LOGS), ...this.dags(composition), ...folders],
      environment: { AIRFLOW_CONFIG: CONFIG_FILE, ...this.userName() },
      envFile: composition.envFile,
      user: this.docker.user === undefined ? undefined : `${this.docker.user}:0`,
    };
  }

  /** A user id of the host has no name inside, and Airflow refuses to run without one. */
  private userName(): Readonly<Record<string, string>> {
    return this.docker.user === undefined ? {} : { USER: "airflow" };
  }

  /** DAGs that lie neither in the image nor in a bundle of Airflow's own. */
  private dags({ syncsDags }: Composition): ContainerMounts[] {
    const { dags } = this.props.deployment.airflow;
    if (dags.folder !== undefined)
      return [{ type: "bind", source: hostPath(dags.folder), target: DAGS_FOLDER, readOnly: true }];
    const { gitSyncImage } = this.docker;
    if (dags.git === undefined || !syncsDags || gitSyncImage === undefined) return [];
    const environment = proxied(this.props.deployment.proxy);
    return [
      new GitSync(this, "git-sync", this.place, { dags, repository: dags.git, image: gitSyncImage, environment }).mount,
    ];
  }

  private get docker(): DockerSettings {
    return this.props.settings.top.docker;
  }
}
