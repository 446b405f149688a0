import { ComputeFirewall, type ComputeFirewallConfig } from "@cdktf/provider-google/lib/compute-firewall";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Workload } from "../../airflow/workloads/service";
import { ANYWHERE } from "../../deployment/usual";
import type { Identities } from "../identities/identities";
import { MASTER, nameOf } from "../names";
import type { GcpReading } from "../settings/settings";
import type { Network } from "./network";
import { OUTSIDE } from "./ports";
import { machinesOf, nameOfReach, type Reach, reaches } from "./reach";

export interface FirewallProps {
  readonly stack: string;
  readonly network: Pick<Network, "networkId">;
  readonly identities: Identities;
}

/**
 * Lower numbers come first. A rule that people write has 1000 unless they say otherwise, and Google's own in a network
 * of the kind `default` have 65534: ours come before both, so that a rule for a whole network that exists does not let
 * its other machines reach the database. Who must reach these machines anyway gets a rule below 800.
 */
const PRIORITY = { allow: 800, deny: 900 } as const;

/** Who may open connections to whom. Machines are known by their accounts, which nobody else in the network has. */
export class Firewall extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: FirewallProps,
  ) {
    super(scope, id);
  }

  /**
   * Opens what the workloads listen for, and nothing else. Connections out are free: what tasks talk to is known to the
   * DAGs alone.
   * @returns the rules: a machine that started before them would not find its database
   */
  connect(workloads: readonly Workload[], reading: GcpReading): ITerraformDependable[] {
    return [
      ...reaches(workloads, reading).map((reach) => this.allow(reach)),
      ...machinesOf(workloads).map((machine) => this.deny(machine)),
    ];
  }

  private allow(reach: Reach): ITerraformDependable {
    const { from, to, ports } = reach;
    return this.rule(nameOfReach(reach), to, {
      description: ports.map(({ port, why }) => `${port}: ${why}`).join("; "),
      priority: PRIORITY.allow,
      ...("machine" in from
        ? { sourceServiceAccounts: [this.identity(from.machine).email] }
        : { sourceRanges: [...OUTSIDE[from.google]] }),
      allow: PROTOCOLS.map((protocol) => ({ protocol, ports: numbers(ports, protocol) })).filter(
        (one) => one.ports.length > 0,
      ),
    });
  }

  private deny(machine: string): ITerraformDependable {
    return this.rule(`${machine}-closed`, machine, {
      description: "nobody else reaches it",
      priority: PRIORITY.deny,
      sourceRanges: [ANYWHERE],
      deny: [{ protocol: "all" }],
      // What to read when somebody cannot reach something.
      logConfig: { metadata: "EXCLUDE_ALL_METADATA" },
    });
  }

  private rule(what: string, to: string, config: Omit<ComputeFirewallConfig, "name" | "network">): ComputeFirewall {
    const { stack, network } = this.props;
    const rule = new ComputeFirewall(this, what, {
      name: nameOf(stack, what),
      network: network.networkId,
      direction: "INGRESS",
      targetServiceAccounts: [this.identity(to).email],
      ...config,
    });
    rule.overrideLogicalId(what);
    return rule;
  }

  private identity(machine: string) {
    const { identities } = this.props;
    return machine === MASTER ? identities.master : identities.pool(machine);
  }
}

const PROTOCOLS = ["tcp", "udp"] as const;

const numbers = (ports: Reach["ports"], wanted: (typeof PROTOCOLS)[number]): string[] =>
  ports.flatMap(({ port, protocol = "tcp" }) => (protocol === wanted ? [String(port)] : []));
