import { Construct } from "constructs";
import type { Endpoint } from "../airflow/endpoint";
import { connectionVariables } from "../airflow/environment/connections";
import type { AirflowPlatform, Answer, Composition, Named } from "../airflow/platform";
import { releaseOf } from "../airflow/releases/version";
import { givenOr, type SecretName } from "../airflow/secrets/secret";
import { BROKER_CA } from "../airflow/stores/broker-url";
import { DATABASE_CA } from "../airflow/stores/database-tls";
import { image } from "../airflow/workloads/airflow";
import { reasons } from "../airflow/workloads/besides";
import type { Service, Workload } from "../airflow/workloads/service";
import { forPeople } from "../airflow/workloads/workload";
import type { SecretReference } from "../deployment/schema/scalars";
import { MetadataDatabase } from "./data/metadata-database";
import { RedisBroker } from "./data/redis-broker";
import { Storage } from "./data/storage";
import { Identities } from "./identities/identities";
import { ProjectServices } from "./identities/project-services";
import { tunnels } from "./identities/tunnels";
import type { Store } from "./machines/documents";
import type { Master } from "./machines/master";
import { domainOf, MASTER } from "./names";
import { GOOGLE, masterAddress } from "./network/addresses";
import { Discovery } from "./network/discovery";
import { Firewall } from "./network/firewall";
import { LoadBalancer } from "./network/load-balancer/load-balancer";
import { Network } from "./network/network";
import { secretId } from "./secrets/secret-id";
import { Secrets } from "./secrets/secrets";
import { type GcpReading, limits } from "./settings/settings";
import type { Place } from "./words/place";
import { AirflowMachines } from "./workloads/airflow-machines";
import { readDags } from "./workloads/dags-bucket";
import { isScaled } from "./workloads/metrics";
import { PLACEMENTS } from "./workloads/placements";
import { variables } from "./workloads/variables";

export interface GcpPlatformProps extends GcpReading {
  readonly stack: string;
  /** The project's folder on this machine. */
  readonly root: string;
}

/** Airflow on virtual machines of Compute Engine: a master, and groups of workers. */
export class GcpPlatform extends Construct implements AirflowPlatform {
  readonly limits = limits;
  /** The cluster's range. */
  readonly callers: string;
  /**
   * The private domain and the master's address; the cluster's range, because logs of running tasks are asked for at an
   * address; and Google's services, which every machine reaches without a proxy: its secrets and images come from there.
   */
  readonly direct: readonly string[];
  readonly logHosts = [];
  readonly variables: Readonly<Record<string, string>>;
  /** Undefined where people come through tunnels only. Known after `run`. */
  loadBalancer: LoadBalancer | undefined;
  private readonly place: Place;
  private readonly storage: Storage;
  private readonly master: string;
  private ownDatabase: MetadataDatabase | undefined;
  private ownBroker: RedisBroker | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: GcpPlatformProps,
  ) {
    super(scope, id);
    const { stack, deployment } = props;
    const settings = props.deployment;
    const after = new ProjectServices(this, "project-services", settings).ready;
    const network = new Network(this, "network", { stack, settings, after });
    const discovery = new Discovery(this, "discovery", { stack, network });
    const identities = new Identities(this, "identities", { stack, settings, after });
    const secrets = new Secrets(this, "secrets", { stack, settings, after });
    this.callers = settings.network.range;
    this.direct = [domainOf(stack), masterAddress(settings), settings.network.range, GOOGLE];
    this.place = { stack, settings, network, discovery, identities, secrets, after };
    this.master = discovery.record(MASTER, masterAddress(settings));
    this.storage = new Storage(this, "storage", this.place);
    identities.grantLogs(this.storage.logs.made);
    identities.grantBackups(this.storage.backups.made);
    this.variables = {
      ...variables({
        settings,
        logs: this.storage.logs.folder,
        dagsFromBucket: deployment.airflow.dags.bucket !== undefined,
        release: releaseOf(deployment.airflow.version),
      }),
      ...connectionVariables(deployment.airflow).plain,
    };
  }

  /** A command that prints a password for people who may read it; the deployment itself shows none. */
  readCommand(reference: SecretReference | undefined, generated: SecretName): string {
    const [piece] = this.place.secrets.pieces([givenOr(reference, generated)]);
    if (typeof piece !== "object") throw new Error("a password is one secret");
    const own = this.place.settings.project;
    const { secret, project = own } = secretId(piece.secret, own) ?? { secret: piece.secret };
    return `gcloud secrets versions access latest --secret=${secret} --project=${project}`;
  }

  /** All but the workers are on the master. */
  address(_: Named, port: number): Endpoint {
    return { host: this.master, port: String(port), shownAs: this.master };
  }

  metadataDatabase(scope: Construct): Endpoint {
    const { metadataDatabase } = this.props.deployment;
    this.ownDatabase = new MetadataDatabase(scope, "metadata-database", this.place, metadataDatabase, this.image());
    return this.ownDatabase.endpoint;
  }

  broker(scope: Construct, workload: Workload): Endpoint {
    this.ownBroker = new RedisBroker(scope, "broker", this.place, this.props.deployment.broker, workload);
    return this.ownBroker.endpoint;
  }

  /** The network's rules come first, then the master, then the groups of workers. */
  run(composition: Composition): Answer {
    const { place, storage, ownDatabase, ownBroker } = this;
    const { deployment } = this.props;
    const services = composition.services.map(({ service }) => service);
    const stores = [ownDatabase, ownBroker].flatMap((store) => store ?? []);
    readDags(place.identities, deployment.airflow.dags);
    place.identities.grantPull([this.image(), ...this.images(stores)]);
    const firewall = new Firewall(this, "firewall", place);
    const machines = new AirflowMachines(this, "machines", {
      place,
      reading: this.props,
      composition,
      image: this.image(),
      secret: connectionVariables(deployment.airflow).secret,
      stores,
      authorities: {
        ...authority("metadata-database", DATABASE_CA, ownDatabase?.authority),
        ...authority("broker", BROKER_CA, ownBroker?.authority),
      },
      database: ownDatabase?.endpoint,
      backups: storage.backups.bucket,
      before: firewall.connect([...services, ...composition.besides], this.props),
    });
    this.people(services, machines.master);
    return {
      placed: [
        ...machines.units,
        ...(ownDatabase === undefined ? [] : ["metadata-database"]),
        ...(ownBroker === undefined ? [] : ["broker"]),
      ],
      absent: {
        ...reasons(PLACEMENTS),
        ...(isScaled(deployment.workers) ? {} : { metrics: "no pool has a range of workers" }),
      },
    };
  }

  private people(services: readonly Service[], { instance }: Master): void {
    const { place } = this;
    const { deployment } = this.props;
    const ports = services.flatMap((service) => forPeople(service)?.dialled ?? []);
    tunnels(this, { settings: place.settings, master: instance, ports });
    const { domain } = place.settings.access;
    if (domain === undefined) return;
    this.loadBalancer = new LoadBalancer(this, "load-balancer", place, { deployment, domain, master: { instance } });
  }

  /** Those that are not Airflow's. */
  private images(stores: readonly Store[]): readonly string[] {
    const { gitSyncImage } = this.place.settings;
    return [...stores.flatMap(({ images = [] }) => images), ...(gitSyncImage === undefined ? [] : [gitSyncImage])];
  }

  /** The rules ask for a finished image by its digest. */
  private image(): string {
    const source = image(this.props.deployment);
    if ("reference" in source) return source.reference;
    throw new Error("an image that is built here has passed the rules");
  }
}

const authority = (name: string, path: string, pem: string | undefined) =>
  pem === undefined ? {} : { [name]: { path, pem } };
