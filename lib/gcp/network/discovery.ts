import { DnsManagedZone } from "@cdktf/provider-google/lib/dns-managed-zone";
import { DnsRecordSet } from "@cdktf/provider-google/lib/dns-record-set";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { domainOf, hostOf, nameOf } from "../names";
import type { Network } from "./network";

/** Seconds for which a caller remembers an address: a database that moved is found again within them. */
const TTL_SECONDS = 30;

export interface DiscoveryProps {
  readonly stack: string;
  readonly network: Pick<Network, "networkId" | "after">;
}

/** Names under which machines find each other and their stores: the boot files know no address. */
export class Discovery extends Construct {
  /**
   * Names so far. A machine comes after them: whoever asks too early is told for five minutes that there is no such name.
   * Source: Cloud DNS, SOA records of its zones.
   */
  readonly ready: ITerraformDependable[] = [];
  private readonly zone: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: DiscoveryProps,
  ) {
    super(scope, id);
    const { stack, network } = props;
    const zone = new DnsManagedZone(this, "zone", {
      name: nameOf(stack, "internal"),
      description: `Machines of Airflow ${stack}`,
      dnsName: `${domainOf(stack)}.`,
      visibility: "private",
      privateVisibilityConfig: { networks: [{ networkUrl: network.networkId }] },
      dependsOn: [...network.after],
    });
    zone.overrideLogicalId("internal");
    this.zone = zone.name;
  }

  /**
   * Makes a name in the private domain.
   * @param address may be a reference
   * @returns the name, known before anything exists
   */
  record(what: string, address: string): string {
    const host = hostOf(this.props.stack, what);
    const record = new DnsRecordSet(this, what, {
      managedZone: this.zone,
      name: `${host}.`,
      type: "A",
      ttl: TTL_SECONDS,
      rrdatas: [address],
    });
    record.overrideLogicalId(what);
    this.ready.push(record);
    return host;
  }
}
