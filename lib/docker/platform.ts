import type { ContainerMounts, Container as DockerContainer } from "@cdktf/provider-docker/lib/container";
import { type ITerraformDependable, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { Endpoint } from "../airflow/endpoint";
import { baseUrl, executionPaths } from "../airflow/environment/address";
import { DAGS_FOLDER } from "../airflow/files/dags";
import { LOGS } from "../airflow/files/files";
import type { AirflowPlatform, Answer, Composition, Named, Placed } from "../airflow/platform";
import { givenOr, type SecretName } from "../airflow/secrets/secret";
import { reasons } from "../airflow/workloads/besides";
import type { Service, Workload } from "../airflow/workloads/service";
import { imageOf } from "../airflow/workloads/workload";
import type { SecretReference } from "../deployment/schema/scalars";
import { hostPath } from "../encode/paths";
import { literal } from "../encode/terraform";
import { MetadataDatabase } from "./data/metadata-database";
import { RedisBroker } from "./data/redis-broker";
import { Storage } from "./data/storage";
import { CONFIG_FILE } from "./files/config-file";
import { Files } from "./files/files";
import { Image } from "./image/image";
import { ALIASES, replicaName } from "./names";
import { logHosts } from "./network/log-hosts";
import { Network } from "./network/network";
import { proxy } from "./network/proxy";
import { Secrets } from "./secrets/secrets";
import { type DockerFile, type DockerReading, limits } from "./settings/settings";
import { containersOf, madeIn } from "./words/made";
import type { Place } from "./words/place";
import { Connections } from "./workloads/connections";
import { drained } from "./workloads/drain";
import { extras, published } from "./workloads/extras";
import { GitSync } from "./workloads/git-sync";
import { migration } from "./workloads/migration";
import { PLACEMENTS } from "./workloads/placements";
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
  readonly direct = ALIASES;
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

  address(name: Named, port: number): Endpoint {
    return { host: name, port: String(port), shownAs: name };
  }

  metadataDatabase(scope: Construct, workload: Workload): Endpoint {
    const part = this.props.deployment.metadataDatabase;
    const image = Image.pulled(scope, "metadata-database-image", imageOf(workload));
    const where = this.docker.storage.metadataDatabase;
    const made = new MetadataDatabase(scope, "metadata-database", this.place, { workload, part, image, where });
    this.stores.push(made.container);
    return made.endpoint;
  }

  broker(scope: Construct, workload: Workload): Endpoint {
    const part = this.props.deployment.broker;
    const image = Image.pulled(scope, "broker-image", imageOf(workload));
    const where = this.docker.storage.broker;
    const made = new RedisBroker(scope, "broker", this.place, { workload, part, image, where });
    this.ready.push(made.container);
    return made.endpoint;
  }

  /** Database and broker are healthy, then the migration succeeds, then everything starts at once. */
  run(composition: Composition): Answer {
    const image = Image.airflow(this, this.place.stack, composition.image);
    this.airflowImage = image.reference;
    const around = this.surroundings(composition, image.id);
    const migrated = migration(composition.migration.scope, composition.migration, { ...around, after: this.stores });
    const started = composition.services.map((placed) => ({
      ...placed,
      containers: this.start(placed, composition, { ...around, after: [migrated, ...this.ready] }),
    }));
    const webservers = started.flatMap(({ service, containers }) => (service.role === "webserver" ? containers : []));
    for (const { scope, service, containers } of started)
      if (service.runsTasks)
        for (const [index, process] of containers.entries())
          drained(scope, process, replicaName(service.name, index), service.drain.seconds, webservers);
    return { placed: this.placed(composition), absent: reasons(PLACEMENTS) };
  }

  /** Names of all that has a container. */
  private placed({ services }: Composition): string[] {
    const { containers } = madeIn(TerraformStack.of(this), this.place.stack);
    return [
      ...services.flatMap(({ service }) => (containersOf(service, containers).length > 0 ? [service.name] : [])),
      ...containers.map(({ role }) => role).filter((role) => Object.hasOwn(PLACEMENTS, role)),
    ];
  }

  private start({ scope, service }: Placed, { besides }: Composition, around: Surroundings): DockerContainer[] {
    const made = processes(scope, service, around, extras(service, this.props));
    const before = besides.find(({ name }) => name === "proxy");
    if (service.role === "webserver" && before !== undefined) this.share(scope, before, service, made);
    return made;
  }

  /** Two webservers cannot publish one port: a proxy does, and asks each for its health. */
  private share(scope: Construct, own: Workload, service: Service, behind: readonly DockerContainer[]): void {
    const image = Image.pulled(scope, "proxy-image", imageOf(own));
    proxy(scope, this.place, {
      image,
      service,
      behind,
      ports: published(service, this.props.deployment),
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
  private dags({ besides }: Composition): ContainerMounts[] {
    const { dags } = this.props.deployment.airflow;
    if (dags.folder !== undefined)
      return [{ type: "bind", source: hostPath(dags.folder), target: DAGS_FOLDER, readOnly: true }];
    const { gitSyncImage } = this.docker;
    const sync = besides.find(({ name }) => name === "git-sync");
    if (dags.git === undefined || sync === undefined || gitSyncImage === undefined) return [];
    const environment = sync.plain;
    return [
      new GitSync(this, "git-sync", this.place, { dags, repository: dags.git, image: gitSyncImage, environment }).mount,
    ];
  }

  private get docker(): DockerFile["docker"] {
    return this.props.deployment.docker;
  }
}
