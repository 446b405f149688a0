import { ComputeNetwork } from "@cdktf/provider-google/lib/compute-network";
import { ComputeSubnetwork } from "@cdktf/provider-google/lib/compute-subnetwork";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { nameOf } from "../names";
import { Nat } from "./nat";

export interface OwnNetworkProps {
  readonly stack: string;
  readonly region: string;
  readonly range: string;
  readonly after: readonly ITerraformDependable[];
}

const WHAT = "network";

/** A network of our own with one subnet. It has no firewall rules but ours: Google's usual ones are those of `default`. */
export class OwnNetwork extends Construct {
  readonly networkId: string;
  readonly subnetId: string;
  readonly nat: ITerraformDependable[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: OwnNetworkProps,
  ) {
    super(scope, id);
    const { stack, region, after } = props;
    const network = new ComputeNetwork(this, "network", {
      name: nameOf(stack, WHAT),
      description: `Machines of Airflow ${stack}`,
      autoCreateSubnetworks: false,
      routingMode: "REGIONAL",
      dependsOn: [...after],
    });
    network.overrideLogicalId(WHAT);
    this.networkId = network.id;
    this.subnetId = this.subnet();
    this.nat = new Nat(this, "nat", { stack, region, networkId: this.networkId, subnetId: this.subnetId }).ready;
  }

  private subnet(): string {
    const { stack, region, range } = this.props;
    const subnet = new ComputeSubnetwork(this, "subnet", {
      name: nameOf(stack, WHAT),
      network: this.networkId,
      region,
      ipCidrRange: range,
      // Secrets, images and logs are fetched from Google without an external address.
      privateIpGoogleAccess: true,
      // Enough to see who talked to whom, at a hundredth of what all of it would cost.
      logConfig: { aggregationInterval: "INTERVAL_10_MIN", flowSampling: 0.1, metadata: "EXCLUDE_ALL_METADATA" },
    });
    subnet.overrideLogicalId(WHAT);
    return subnet.id;
  }
}
