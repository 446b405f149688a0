import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { nameOf } from "../names";

export interface SubnetProps {
  readonly stack: string;
  readonly vpcId: string;
  /** "private-a". */
  readonly name: string;
  /** "eu-central-1a". */
  readonly zone: string;
  readonly cidr: string;
  readonly routeTableId: string;
  /** The routes of that table. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * A subnet with its routes.
 * @returns its id as the link to the route table knows it: whoever uses it waits for the routes
 */
export function subnet(scope: Construct, props: SubnetProps): string {
  const { name, vpcId, cidr, zone, routeTableId, after } = props;
  const made = new Subnet(scope, `${name}-subnet`, {
    vpcId,
    cidrBlock: cidr,
    availabilityZone: zone,
    tags: { Name: nameOf(props.stack, name) },
  });
  made.overrideLogicalId(name);
  const link = new RouteTableAssociation(scope, `${name}-routes`, {
    subnetId: made.id,
    routeTableId,
    dependsOn: [...after],
  });
  link.overrideLogicalId(name);
  return link.subnetId;
}
