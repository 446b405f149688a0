import { Eip } from "@cdktf/provider-aws/lib/eip";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { Construct } from "constructs";
import { ANYWHERE } from "../../deployment/usual";
import { nameOf } from "../names";
import type { OwnNetwork } from "../settings/network";

export interface NatProps {
  readonly stack: string;
  readonly nat: OwnNetwork["nat"];
  /** Ids by the zones' letters, in the file's order: a single gateway is in the first. */
  readonly publicSubnets: Readonly<Record<string, string>>;
  /** The way to the internet of the public subnets. */
  readonly internet: Route;
}

/** How processes without an address of their own reach the internet: image registries, APIs, other networks' data. */
export class Nat extends Construct {
  private readonly gateways: Readonly<Record<string, NatGateway>>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: NatProps,
  ) {
    super(scope, id);
    const subnets = Object.entries(props.publicSubnets);
    const used = props.nat === "one" ? subnets.slice(0, 1) : subnets;
    this.gateways = Object.fromEntries(used.map(([zone, subnetId]) => [zone, this.gateway(zone, subnetId)]));
  }

  /** The route to the internet of a zone's private subnet: through its own zone's gateway, else through the only one. */
  routeFrom(zone: string, routeTableId: string): Route {
    const gateway = this.gateways[zone] ?? Object.values(this.gateways)[0];
    const route = new Route(this, `route-${zone}`, {
      routeTableId,
      destinationCidrBlock: ANYWHERE,
      natGatewayId: gateway?.id,
    });
    route.overrideLogicalId(`private-${zone}-internet`);
    return route;
  }

  private gateway(zone: string, subnetId: string): NatGateway {
    const tags = { Name: nameOf(this.props.stack, `nat-${zone}`) };
    // Neither can be given back while the internet gateway goes.
    const dependsOn = [this.props.internet];
    const address = new Eip(this, `address-${zone}`, { domain: "vpc", tags, dependsOn });
    address.overrideLogicalId(`nat-${zone}`);
    const gateway = new NatGateway(this, `gateway-${zone}`, { allocationId: address.id, subnetId, tags, dependsOn });
    gateway.overrideLogicalId(`nat-${zone}`);
    return gateway;
  }
}
