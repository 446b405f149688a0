import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Construct } from "constructs";
import { ANYWHERE } from "../../deployment/usual";
import { subnetsOf, type ZoneRanges } from "../derived/cidr";
import { nameOf } from "../names";
import type { OwnNetwork } from "../settings/network";
import { gatewayEndpoints } from "./endpoints";
import { Nat } from "./nat";
import { subnet } from "./subnet";

export interface OwnVpcProps extends OwnNetwork {
  readonly stack: string;
  readonly region: string;
}

/** A network of our own: in each zone a private and a public subnet, with ways to the internet, S3 and DynamoDB. */
export class OwnVpc extends Construct {
  readonly vpcId: string;
  readonly privateSubnets: readonly string[];
  readonly publicSubnets: readonly string[];
  private readonly ranges: readonly (readonly [zone: string, ranges: ZoneRanges])[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: OwnVpcProps,
  ) {
    super(scope, id);
    this.ranges = Object.entries(subnetsOf(props.cidr, props.zones));
    this.vpcId = this.vpc();
    const internet = this.internet();
    const publicSubnets = this.subnetsWithInternet(internet);
    this.publicSubnets = Object.values(publicSubnets);
    this.privateSubnets = this.subnetsBehindNat(publicSubnets, internet);
  }

  private vpc(): string {
    const { stack, cidr } = this.props;
    const vpc = new Vpc(this, "vpc", {
      cidrBlock: cidr,
      // Names of the private domain and of the database resolve only with both.
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: stack },
    });
    vpc.overrideLogicalId("vpc");
    // Without rules: what somebody starts without naming a group reaches nothing.
    new DefaultSecurityGroup(this, "default-group", { vpcId: vpc.id }).overrideLogicalId("closed");
    return vpc.id;
  }

  private internet(): Route {
    const tags = { Name: nameOf(this.props.stack, "public") };
    const gateway = new InternetGateway(this, "internet", { vpcId: this.vpcId, tags });
    gateway.overrideLogicalId("internet");
    const table = new RouteTable(this, "public", { vpcId: this.vpcId, tags });
    table.overrideLogicalId("public");
    const route = new Route(this, "public-internet", {
      routeTableId: table.id,
      destinationCidrBlock: ANYWHERE,
      gatewayId: gateway.id,
    });
    route.overrideLogicalId("public-internet");
    return route;
  }

  private subnetsWithInternet(internet: Route): Readonly<Record<string, string>> {
    const made = this.ranges.map(([zone, { public: cidr }]) => [
      zone,
      subnet(this, { ...this.place(zone, "public"), cidr, routeTableId: internet.routeTableId, after: [internet] }),
    ]);
    return Object.fromEntries(made);
  }

  private subnetsBehindNat(publicSubnets: Readonly<Record<string, string>>, internet: Route): readonly string[] {
    const { stack, nat, region } = this.props;
    const gateways = new Nat(this, "nat", { stack, nat, publicSubnets, internet });
    const tables = this.ranges.map(([zone]) => {
      const table = new RouteTable(this, `private-${zone}`, {
        vpcId: this.vpcId,
        tags: { Name: nameOf(stack, `private-${zone}`) },
      });
      table.overrideLogicalId(`private-${zone}`);
      return table;
    });
    const endpoints = gatewayEndpoints(this, { stack, region, vpcId: this.vpcId, tables: tables.map(({ id }) => id) });
    return this.ranges.flatMap(([zone, { private: cidr }], index) =>
      tables.slice(index, index + 1).map(({ id: routeTableId }) => {
        const way = gateways.routeFrom(zone, routeTableId);
        return subnet(this, { ...this.place(zone, "private"), cidr, routeTableId, after: [way, ...endpoints] });
      }),
    );
  }

  private place(zone: string, kind: "public" | "private") {
    const { stack, region } = this.props;
    return { stack, vpcId: this.vpcId, name: `${kind}-${zone}`, zone: `${region}${zone}` };
  }
}
