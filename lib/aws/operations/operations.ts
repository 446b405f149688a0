import { Construct } from "constructs";
import { DEFAULT_MAX_CONNECTIONS } from "../../airflow/derived/connection-budget";
import type { Workload } from "../../airflow/workloads/service";
import { Backup } from "../data/backup";
import type { MetadataDatabase } from "../data/metadata-database";
import type { RedisBroker } from "../data/redis-broker";
import { arnIn } from "../identities/arn";
import { clusterOf } from "../names";
import type { LoadBalancer } from "../network/load-balancer/load-balancer";
import type { AwsFile } from "../settings/settings";
import type { Place } from "../words/place";
import type { AirflowServices } from "../workloads/airflow-services";
import { Clean } from "../workloads/clean";
import { cleanTask } from "../workloads/clean-task";
import { Alarms, type Measured } from "./alarms/alarms";
import { Dashboard } from "./dashboard";
import { Failures } from "./failures";
import { Scaling } from "./scaling";
import { Topic } from "./topic";

export interface OperationsProps {
  readonly place: Place;
  readonly deployment: AwsFile;
  readonly services: AirflowServices;
  /** What removes old runs. */
  readonly clean: Workload;
  readonly loadBalancer: LoadBalancer;
  /** Undefined: an existing one, whose owner looks after it. */
  readonly database: MetadataDatabase | undefined;
  readonly broker: RedisBroker | undefined;
}

/** What keeps a deployment running by itself, and tells people when it cannot. */
export class Operations extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: OperationsProps,
  ) {
    super(scope, id);
    const { place, database, services } = props;
    this.scaling();
    const measured = this.measured();
    const topic = new Topic(this, "topic", place).arn;
    const alarms = new Alarms(this, "alarms", { ...measured, topic, after: services.all });
    new Dashboard(this, "dashboard", { ...measured, region: place.settings.region, alarms: alarms.arns });
    const cleanFamily = this.clean();
    new Failures(this, "failures", {
      stack: place.stack,
      cluster: services.cluster.arn,
      services: arnIn(place.settings, "ecs", `service/${clusterOf(place.stack)}`),
      topic,
      cleanFamily,
    });
    if (database !== undefined) new Backup(this, "backup", place, database.arn);
  }

  private scaling(): void {
    const { place, deployment, services } = this.props;
    for (const [pool, { replicas, scaling: settings }] of Object.entries(deployment.workers)) {
      if (replicas.min === replicas.max) continue;
      const service = services.of(`worker-${pool}`);
      new Scaling(this, `scaling-${pool}`, place, {
        pool,
        replicas,
        settings,
        cluster: services.cluster.name,
        service: service.name,
        serviceId: `${service.terraformResourceType}.${service.friendlyUniqueId}.id`,
      });
    }
  }

  private measured(): Measured {
    const { place, deployment, loadBalancer, database, broker } = this.props;
    const { maxConnections = DEFAULT_MAX_CONNECTIONS } = deployment.metadataDatabase;
    return {
      stack: place.stack,
      pools: Object.fromEntries(Object.entries(deployment.workers).map(([pool, { replicas }]) => [pool, replicas])),
      loadBalancer: loadBalancer.metrics,
      database: database && {
        identifier: database.identifier,
        maxConnections,
        storageGib: place.settings.rds.storage,
      },
      broker: broker && { nodes: broker.nodes },
    };
  }

  private clean(): string {
    const { place, deployment, services } = this.props;
    const { task, roles } = cleanTask(this, services, this.props.clean, place.settings.cleanAfter);
    new Clean(this, "clean", place, {
      timezone: deployment.airflow.timezone,
      cluster: services.cluster.arn,
      task: task.arn,
      subnets: place.network.privateSubnets,
      securityGroup: place.securityGroups.of("scheduler"),
      roles,
    });
    return task.family;
  }
}
