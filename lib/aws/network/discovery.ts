import { ServiceDiscoveryPrivateDnsNamespace } from "@cdktf/provider-aws/lib/service-discovery-private-dns-namespace";
import { ServiceDiscoveryService } from "@cdktf/provider-aws/lib/service-discovery-service";
import { Construct } from "constructs";
import { domainOf } from "../names";

/** Seconds for which a caller remembers an address: a replaced process is found again within them. */
const TTL_SECONDS = 10;

/** Names under which processes find each other inside the network. */
export class Discovery extends Construct {
  private readonly namespace: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly stack: string,
    vpcId: string,
  ) {
    super(scope, id);
    const namespace = new ServiceDiscoveryPrivateDnsNamespace(this, "namespace", {
      name: domainOf(stack),
      description: `Processes of Airflow ${stack}`,
      vpc: vpcId,
    });
    namespace.overrideLogicalId("internal");
    this.namespace = namespace.id;
  }

  /**
   * Makes a name that ECS keeps pointed at a service's healthy tasks.
   * @returns ARN for the service's registry
   */
  register(name: string): string {
    const service = new ServiceDiscoveryService(this, name, {
      name,
      dnsConfig: {
        namespaceId: this.namespace,
        dnsRecords: [{ type: "A", ttl: TTL_SECONDS }],
        // All healthy tasks, up to eight, in another order each time.
        routingPolicy: "MULTIVALUE",
      },
      // ECS tells by its own health checks; 1 is what AWS sets in any case.
      healthCheckCustomConfig: { failureThreshold: 1 },
      // ECS takes its records away a little after its tasks.
      forceDestroy: true,
    });
    service.overrideLogicalId(name);
    return service.arn;
  }

  /** `webserver.STACK.internal`: known before anything exists. */
  host(name: string): string {
    return `${name}.${domainOf(this.stack)}`;
  }
}
