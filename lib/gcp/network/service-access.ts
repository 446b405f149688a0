import { ComputeGlobalAddress } from "@cdktf/provider-google/lib/compute-global-address";
import { ServiceNetworkingConnection } from "@cdktf/provider-google/lib/service-networking-connection";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { nameOf } from "../names";

export interface ServiceAccessProps {
  readonly stack: string;
  readonly networkId: string;
  /** Addresses in CIDR form, kept for Google's own services. */
  readonly range: string;
  readonly after: readonly ITerraformDependable[];
}

const WHAT = "services";

/** Private addresses of Cloud SQL and Memorystore: they live in a network of Google's that this one is peered with. */
export class ServiceAccess extends Construct {
  /** What those services come after. */
  readonly ready: ITerraformDependable[];

  constructor(scope: Construct, id: string, { stack, networkId, range, after }: ServiceAccessProps) {
    super(scope, id);
    const [address, prefix] = range.split("/");
    const addresses = new ComputeGlobalAddress(this, "addresses", {
      name: nameOf(stack, WHAT),
      description: `Google's services for Airflow ${stack}`,
      purpose: "VPC_PEERING",
      addressType: "INTERNAL",
      ...(address === undefined ? {} : { address }),
      prefixLength: Number(prefix),
      network: networkId,
      dependsOn: [...after],
    });
    addresses.overrideLogicalId(WHAT);
    const connection = new ServiceNetworkingConnection(this, "connection", {
      network: networkId,
      service: "servicenetworking.googleapis.com",
      reservedPeeringRanges: [addresses.name],
      // Another connection of this network may be there already, or still be there after a destroy.
      updateOnCreationFail: true,
      // Google keeps its side for days after the last database is gone, and refuses to delete it until then. Our side
      // of it may hold the network, see destroyed.ts.
      deletionPolicy: "ABANDON",
    });
    connection.overrideLogicalId(WHAT);
    this.ready = [connection];
  }
}
