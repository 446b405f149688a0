import type { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { leastMemory } from "../../airflow/derived/sizes";
import type { Composition, Placed } from "../../airflow/platform";
import { releaseOf } from "../../airflow/releases/version";
import type { Text } from "../../airflow/secrets/secret";
import { beside } from "../../airflow/workloads/besides";
import type { Service } from "../../airflow/workloads/service";
import type { Storage } from "../data/storage";
import type { Files } from "../files/files";
import type { LocatedImage } from "../image/image";
import type { AwsFile } from "../settings/settings";
import type { Place } from "../words/place";
import { airflowTask, type Common } from "./airflow-task";
import type { Cluster } from "./cluster";
import { type Container, MAIN } from "./container";
import { type FargateSize, fargateSize } from "./fargate";
import { fargateService, type Reach } from "./fargate-service";
import { metricsSidecar } from "./metrics-sidecar";
import { migration } from "./migration";
import { gate, main, type Surroundings } from "./process";
import { Upgrade } from "./upgrade";

export interface AirflowServicesProps {
  readonly place: Place;
  readonly storage: Storage;
  readonly deployment: AwsFile;
  readonly composition: Composition;
  readonly cluster: Cluster;
  readonly files: Files;
  readonly image: LocatedImage;
  /** Secret variables of this target's own. */
  readonly secret: Readonly<Record<string, Text>>;
  /** ARN of the webserver's name in the private domain. */
  readonly registry: string;
  readonly webserverTargets: string;
  readonly flowerTargets: string | undefined;
  /** What must be there before the first process starts, and as long as the last one runs. */
  readonly before: readonly ITerraformDependable[];
}

/** Every process of Airflow as a service of ECS, in the order in which a release may come. */
export class AirflowServices extends Construct {
  readonly cluster: Cluster;
  /** What a task of Airflow shares with all others, for the one that cleans. */
  readonly common: Common;
  private readonly upgrade: Upgrade;
  private readonly inOrder: readonly Placed[];
  private readonly made = new Map<string, EcsService>();
  /** Names of containers beside the processes' own. */
  readonly besides: string[] = [];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AirflowServicesProps,
  ) {
    super(scope, id);
    const { place, storage, files, image, secret, composition, deployment } = props;
    this.cluster = props.cluster;
    this.common = {
      place,
      storage,
      files,
      image: image.reference,
      repository: image.repository,
      airflowVersion: deployment.airflow.version,
      secret,
      envFile: composition.envFile === undefined ? undefined : place.secrets.envFile(composition.envFile),
    };
    this.upgrade = new Upgrade(this, "upgrade", {
      stack: place.stack,
      version: deployment.airflow.version,
      from: place.settings.upgradeFrom,
    });
    this.inOrder = [...composition.services].sort((one, other) => rank(one.service) - rank(other.service));
    for (const placed of this.inOrder) this.deploy(placed);
    this.upgrade.finished([...this.made.values()]);
  }

  /** What the scheduler gets, and every task that does the like. */
  get schedulerSize(): FargateSize {
    const found = this.props.composition.services.find(({ service }) => service.role === "scheduler");
    if (found === undefined) throw new Error("a deployment without a scheduler has passed the rules");
    return this.size(found.service);
  }

  get all(): readonly EcsService[] {
    return [...this.made.values()];
  }

  /** The service of ECS that runs a service of Airflow. */
  of(service: string): EcsService {
    const made = this.made.get(service);
    if (made === undefined) throw new Error(`no service ${service} among ${[...this.made.keys()].join(", ")}`);
    return made;
  }

  private deploy({ scope, service }: Placed): void {
    const { place, cluster, deployment, before } = this.props;
    const pool = service.pool === undefined ? undefined : deployment.workers[service.pool];
    const { task, containers } = airflowTask(scope, this.common, {
      name: service.name,
      role: service.role,
      pool,
      files: service.files,
      size: this.size(service),
      disk: pool?.disk,
      containers: (around) => this.containers(service, around),
    });
    this.besides.push(...containers.filter((name) => name !== MAIN));
    const earlier = this.inOrder.filter((other) => rank(other.service) < rank(service));
    this.made.set(
      service.name,
      fargateService(scope, place, {
        service,
        pool,
        cluster,
        task: task.arn,
        release: this.upgrade.release,
        reach: this.reach(service),
        after: [...before, ...earlier.map((other) => this.of(other.service.name))],
      }),
    );
  }

  private containers(service: Service, around: Surroundings): Container[] {
    const { composition, deployment, place } = this.props;
    if (service.role !== "scheduler") {
      const first = gate(service, around);
      return [first, main(service, around, first)];
    }
    const first = migration(composition.migration, around);
    const metrics = beside(composition.besides, "metrics");
    const counted = { stack: place.stack, deployment, metrics, scheduler: service };
    return [first, main(service, around, first), metricsSidecar(counted, around, first)];
  }

  private reach({ role }: Service): Reach {
    const { registry, webserverTargets, flowerTargets } = this.props;
    if (role === "webserver") return { registry, targetGroup: webserverTargets };
    return role === "flower" ? { targetGroup: flowerTargets } : {};
  }

  /** The rules have refused what Fargate does not offer. */
  private size({ role, slots, size }: Service): FargateSize {
    return sizeOf(this.props.deployment, role, size, slots);
  }
}

/**
 * Before each, all that its processes need. The migration is the scheduler's; a task that runs reports its end to the
 * webserver, so workers come after it and, when all is destroyed, go before it.
 */
const rank = ({ role }: Service): number => (role === "scheduler" ? 0 : role === "worker" ? 2 : 1);

function sizeOf({ airflow }: AwsFile, role: Service["role"], written: Service["size"], slots = 0): FargateSize {
  const release = releaseOf(airflow.version);
  const size = release && fargateSize(role, leastMemory(release, role, slots), written, slots);
  if (size === undefined) throw new Error(`the size of ${role} has passed the rules without one of Fargate's`);
  return size;
}
