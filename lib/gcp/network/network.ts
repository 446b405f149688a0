import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { regionOf } from "../settings/scalars";
import type { GcpFile } from "../settings/settings";
import { OwnNetwork } from "./own-network";
import { ServiceAccess } from "./service-access";

export interface NetworkProps {
  readonly stack: string;
  readonly settings: GcpFile;
  /** Google's services that must be on. */
  readonly after: readonly ITerraformDependable[];
}

/** The network of a stack: its own, or one that exists, whose ids are known by their form alone. */
export class Network extends Construct {
  readonly networkId: string;
  readonly subnetId: string;
  /** Addresses of the machines in CIDR form, known before anything exists. */
  readonly range: string;
  /** What Cloud SQL and Memorystore come after; empty where the connection exists, or none is asked for. */
  readonly servicesReady: ITerraformDependable[];
  /** What a machine comes after; empty in a network that exists, whose way out is its owner's. */
  readonly nat: ITerraformDependable[];
  readonly after: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { stack, settings, after }: NetworkProps) {
    super(scope, id);
    const { existing, range, serviceRange } = settings.network;
    const region = regionOf(settings.zone);
    const project = `projects/${settings.project}`;
    const network =
      existing === undefined
        ? new OwnNetwork(this, "own", { stack, region, range, after })
        : {
            networkId: `${project}/global/networks/${existing.network}`,
            subnetId: `${project}/regions/${region}/subnetworks/${existing.subnet}`,
            nat: [],
          };
    this.networkId = network.networkId;
    this.subnetId = network.subnetId;
    this.nat = network.nat;
    this.range = range;
    this.after = after;
    this.servicesReady =
      serviceRange === undefined || serviceRange === "existing"
        ? []
        : new ServiceAccess(this, "services", { stack, networkId: this.networkId, range: serviceRange, after }).ready;
  }
}
