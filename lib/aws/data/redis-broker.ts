import { ElasticacheParameterGroup } from "@cdktf/provider-aws/lib/elasticache-parameter-group";
import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { ElasticacheSubnetGroup } from "@cdktf/provider-aws/lib/elasticache-subnet-group";
import { Construct } from "constructs";
import type { Endpoint } from "../../airflow/endpoint";
import { givenOr } from "../../airflow/secrets/secret";
import type { BrokerPart } from "../../deployment/schema/data";
import { USUAL_PORTS } from "../../deployment/usual";
import { nameOf } from "../names";
import type { Place } from "../words/place";
import { MAINTENANCE } from "../words/windows";
import { redis } from "./engines";

const REDIS_PORT = USUAL_PORTS.redis;
const ID = "broker";

/**
 * Our own broker on ElastiCache, without cluster mode, which Celery's client does not speak. Waiting tasks are data:
 * nothing is ever evicted, and a copy in another zone takes over. Without snapshots: one would bring back tasks that
 * have run. Changes happen during the deployment, while somebody looks: clients come back by themselves.
 */
export class RedisBroker extends Construct {
  readonly endpoint: Endpoint;
  /** The name of the replication group, by which CloudWatch knows it. Never a token. */
  readonly id: string;
  /** Names of its nodes: CloudWatch measures each for itself. */
  readonly nodes: readonly string[];

  constructor(
    scope: Construct,
    id: string,
    private readonly place: Place,
    part: BrokerPart,
  ) {
    super(scope, id);
    this.id = nameOf(place.stack, ID);
    const group = this.group(part);
    const count = place.settings.elastiCache.replicas + 1;
    this.nodes = Array.from({ length: count }, (_, index) => `${this.id}-${String(index + 1).padStart(3, "0")}`);
    // Its certificate is signed by an authority that the image trusts.
    this.endpoint = {
      host: group.primaryEndpointAddress,
      port: String(REDIS_PORT),
      shownAs: this.id,
      tls: {},
    };
  }

  private group(part: BrokerPart): ElasticacheReplicationGroup {
    const { settings, encryption, securityGroups, secrets } = this.place;
    const { elastiCache, protect } = settings;
    const { engine, version, family } = redis(elastiCache);
    const copied = elastiCache.replicas > 0;
    const group = new ElasticacheReplicationGroup(this, "group", {
      replicationGroupId: this.id,
      description: "Broker of Airflow",
      engine,
      engineVersion: version,
      nodeType: elastiCache.node,
      numCacheClusters: elastiCache.replicas + 1,
      automaticFailoverEnabled: copied,
      multiAzEnabled: copied,
      port: REDIS_PORT,
      parameterGroupName: this.parameters(family),
      subnetGroupName: this.subnets(),
      securityGroupIds: [securityGroups.of(ID)],
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      // ElastiCache has no write-only argument: the token is in Terraform's state.
      authToken: secrets.inState(givenOr(part.password, ID)),
      // The old token goes on working beside the new one, until the processes have it.
      authTokenUpdateStrategy: "ROTATE",
      atRestEncryptionEnabled: "true",
      kmsKeyId: encryption.key,
      maintenanceWindow: MAINTENANCE,
      applyImmediately: true,
      // A newer minor version looks like a step back to the provider, which would then make a new, empty broker.
      autoMinorVersionUpgrade: "false",
      lifecycle: { preventDestroy: protect },
    });
    group.overrideLogicalId(ID);
    return group;
  }

  private subnets(): string {
    const { stack, network } = this.place;
    const subnets = new ElasticacheSubnetGroup(this, "subnets", {
      name: nameOf(stack, ID),
      description: "Private subnets",
      subnetIds: [...network.privateSubnets],
    });
    subnets.overrideLogicalId(ID);
    return subnets.name;
  }

  private parameters(family: string): string {
    const group = new ElasticacheParameterGroup(this, "parameters", {
      // Of one family: another one needs another name while the old group is in use.
      name: nameOf(this.place.stack, `${ID}-${family}`),
      description: "Broker of Airflow",
      family,
      parameter: [{ name: "maxmemory-policy", value: "noeviction" }],
      lifecycle: { createBeforeDestroy: true },
    });
    group.overrideLogicalId(ID);
    return group.name;
  }
}
