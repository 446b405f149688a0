import { ComputeRouter } from "@cdktf/provider-google/lib/compute-router";
import { ComputeRouterNat } from "@cdktf/provider-google/lib/compute-router-nat";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { nameOf } from "../names";

export interface NatProps {
  readonly stack: string;
  readonly region: string;
  readonly networkId: string;
  readonly subnetId: string;
}

const WHAT = "nat";

/**
 * Connections that one machine may have to one address and port outside at the same time: it starts with the first
 * number and gets more as it uses them. Cloud NAT's own default is 64 and no more, which tasks that call one API reach.
 */
const PORTS = { minPortsPerVm: 64, maxPortsPerVm: 4096 } as const;

/** How machines without an external address reach the internet: image registries, repositories, what DAGs talk to. */
export class Nat extends Construct {
  /** What a machine comes after: its first act is to pull an image. */
  readonly ready: ITerraformDependable[];

  constructor(scope: Construct, id: string, { stack, region, networkId, subnetId }: NatProps) {
    super(scope, id);
    const name = nameOf(stack, WHAT);
    const router = new ComputeRouter(this, "router", { name, region, network: networkId });
    router.overrideLogicalId(WHAT);
    const nat = new ComputeRouterNat(this, "nat", {
      name,
      region,
      router: router.name,
      natIpAllocateOption: "AUTO_ONLY",
      sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS",
      subnetwork: [{ name: subnetId, sourceIpRangesToNat: ["ALL_IP_RANGES"] }],
      enableDynamicPortAllocation: true,
      // Google gives more ports on demand only without it.
      enableEndpointIndependentMapping: false,
      ...PORTS,
      // Connections that found no port.
      logConfig: { enable: true, filter: "ERRORS_ONLY" },
    });
    nat.overrideLogicalId(WHAT);
    this.ready = [nat];
  }
}
