import { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import { Construct } from "constructs";
import { isExisting } from "../settings/network";
import type { AwsFile } from "../settings/settings";
import { OwnVpc } from "./own-vpc";

/**
 * The network of a stack: its own, or one that exists. A private subnet of our own is given out by its link to the
 * route table, so that what runs in it starts after the way to the internet is there, and ends before that goes.
 */
export class Network extends Construct {
  readonly vpcId: string;
  /** Processes and data. */
  readonly privateSubnets: readonly string[];
  /** A load balancer that the internet reaches. */
  readonly publicSubnets: readonly string[];
  /** Ranges of addresses that processes have. */
  readonly ranges: readonly string[];
  /** Undefined: the network exists, and neither its routes nor its logs are ours. */
  readonly own: OwnVpc | undefined;

  constructor(scope: Construct, id: string, stack: string, { network, region }: AwsFile) {
    super(scope, id);
    if (isExisting(network)) {
      this.vpcId = network.vpc;
      this.privateSubnets = network.privateSubnets;
      this.publicSubnets = network.publicSubnets;
      this.ranges = network.privateSubnets.map((id) => {
        const subnet = new DataAwsSubnet(this, id, { id });
        subnet.overrideLogicalId(id);
        return subnet.cidrBlock;
      });
      return;
    }
    this.ranges = [network.cidr];
    this.own = new OwnVpc(this, "own", { stack, region, ...network });
    this.vpcId = this.own.vpcId;
    this.privateSubnets = this.own.privateSubnets;
    this.publicSubnets = this.own.publicSubnets;
  }
}
