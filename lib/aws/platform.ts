import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { Endpoint } from "../airflow/endpoint";
import { type ConnectionVariables, connectionVariables } from "../airflow/environment/connections";
import { proxied } from "../airflow/environment/proxy";
import type { AirflowPlatform, Answer, Composition, Named } from "../airflow/platform";
import { givenOr, type SecretName } from "../airflow/secrets/secret";
import { beside, reasons, rowOf } from "../airflow/workloads/besides";
import type { Workload } from "../airflow/workloads/service";
import type { SecretReference } from "../deployment/schema/scalars";
import { MetadataDatabase } from "./data/metadata-database";
import { RedisBroker } from "./data/redis-broker";
import { Storage } from "./data/storage";
import { Files } from "./files/files";
import { imageOf } from "./image/image";
import { domainOf } from "./names";
import { Discovery } from "./network/discovery";
import { s3Hosts } from "./network/endpoints";
import { FlowLogs } from "./network/flow-logs";
import { LoadBalancer } from "./network/load-balancer/load-balancer";
import { Network } from "./network/network";
import { SecurityGroups } from "./network/security-groups";
import { Operations } from "./operations/operations";
import { Encryption } from "./secrets/encryption";
import { Secrets } from "./secrets/secrets";
import { type AwsReading, limits } from "./settings/settings";
import { madeIn } from "./words/made";
import type { Place } from "./words/place";
import { AirflowServices } from "./workloads/airflow-services";
import { Cluster } from "./workloads/cluster";
import { PLACEMENTS } from "./workloads/placements";
import { variables } from "./workloads/variables";

export interface AwsPlatformProps extends AwsReading {
  readonly stack: string;
  /** The project's folder on this machine. */
  readonly root: string;
}

/** Airflow on ECS Fargate, with RDS, ElastiCache and S3. */
export class AwsPlatform extends Construct implements AirflowPlatform {
  readonly limits = limits;
  /** Tasks have any address of several subnets; who may open a connection is told by their groups. */
  readonly callers = "security-groups";
  /**
   * The private domain; the tasks' ranges, because logs of running tasks are asked for at an address; in a network of our
   * own S3 as well, which it reaches by an endpoint.
   */
  readonly direct: readonly string[];
  readonly logHosts = [];
  readonly variables: Readonly<Record<string, string>>;
  /** Known after `run`. */
  loadBalancer: LoadBalancer | undefined;
  private readonly place: Place;
  private readonly storage: Storage;
  private readonly discovery: Discovery;
  private readonly connections: ConnectionVariables;
  private ownDatabase: MetadataDatabase | undefined;
  private ownBroker: RedisBroker | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AwsPlatformProps,
  ) {
    super(scope, id);
    const { stack, deployment } = props;
    const settings = props.deployment;
    const encryption = new Encryption(this, "encryption", stack, settings);
    const network = new Network(this, "network", stack, settings);
    const { vpcId } = network;
    this.place = {
      stack,
      settings,
      encryption,
      network,
      securityGroups: new SecurityGroups(this, "security-groups", { stack, vpcId }),
      secrets: new Secrets(this, "secrets", { stack, encryption }),
    };
    if (network.own !== undefined) new FlowLogs(this, "flow-logs", this.place, vpcId);
    this.direct = [domainOf(stack), ...network.ranges, ...(network.own === undefined ? [] : s3Hosts(settings.region))];
    this.discovery = new Discovery(this, "discovery", stack, vpcId);
    this.storage = new Storage(this, "storage", this.place);
    this.connections = connectionVariables(deployment.airflow);
    this.variables = { ...variables(settings, this.storage), ...this.connections.plain };
  }

  /** A command that prints a password for people who may read it; the deployment itself shows none. */
  readCommand(reference: SecretReference | undefined, generated: SecretName): string {
    const { region } = this.place.settings;
    const arn = this.place.secrets.arn(givenOr(reference, generated));
    return `aws secretsmanager get-secret-value --region ${region} --secret-id ${arn} --query SecretString --output text`;
  }

  address(name: Named, port: number): Endpoint {
    const host = this.discovery.host(name);
    return { host, port: String(port), shownAs: host };
  }

  metadataDatabase(scope: Construct): Endpoint {
    const { metadataDatabase } = this.props.deployment;
    this.ownDatabase = new MetadataDatabase(scope, "metadata-database", this.place, metadataDatabase);
    return this.ownDatabase.endpoint;
  }

  broker(scope: Construct): Endpoint {
    this.ownBroker = new RedisBroker(scope, "broker", this.place, this.props.deployment.broker);
    return this.ownBroker.endpoint;
  }

  /** The scheduler with the migration comes first; workers come last, and go first. */
  run(composition: Composition): Answer {
    const { place, storage, discovery } = this;
    const { deployment, stack, root } = this.props;
    const loadBalancer = new LoadBalancer(this, "load-balancer", place, { deployment });
    this.loadBalancer = loadBalancer;
    const rules = place.securityGroups.connect(running(composition), { deployment });
    const cluster = new Cluster(this, "cluster", place);
    const services = new AirflowServices(this, "services", {
      place,
      storage,
      deployment,
      composition,
      cluster,
      files: new Files(this, "files", {
        stack,
        bucket: storage.files.name,
        key: place.encryption.key,
        environment: proxied(deployment.proxy, this.direct),
      }),
      image: imageOf({ deployment, stack, root }),
      secret: this.connections.secret,
      registry: discovery.register("webserver"),
      webserverTargets: loadBalancer.webserverTargets,
      flowerTargets: loadBalancer.flowerTargets,
      before: [cluster.capacity, ...rules],
    });
    new Operations(this, "operations", {
      place,
      deployment,
      services,
      clean: beside(composition.besides, "clean"),
      loadBalancer,
      database: this.ownDatabase,
      broker: this.ownBroker,
    });
    return { placed: this.placed(services), absent: reasons(PLACEMENTS) };
  }

  /** Names of services of ECS, of tasks, of containers in them, and of the servers that AWS runs. */
  private placed(services: AirflowServices): string[] {
    const { tasks, sizes } = madeIn(TerraformStack.of(this), this.place.stack);
    return [
      ...tasks.keys(),
      ...[...sizes.keys()].filter((family) => Object.hasOwn(PLACEMENTS, family)),
      ...services.besides,
      ...(this.ownDatabase === undefined ? [] : ["metadata-database"]),
      ...(this.ownBroker === undefined ? [] : ["broker"]),
    ];
  }
}

/** Airflow's processes, and all beside them that runs here. */
const running = ({ services, besides }: Composition): readonly Workload[] => [
  ...services.map(({ service }) => service),
  ...besides.filter(({ name }) => rowOf(PLACEMENTS, name) !== undefined),
];
