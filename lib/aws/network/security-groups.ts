import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { isRole } from "../../airflow/workloads/roles";
import type { Workload } from "../../airflow/workloads/service";
import { groupOf } from "../../airflow/workloads/workload";
import { ANYWHERE } from "../../deployment/usual";
import { nameOf } from "../names";
import type { AwsReading } from "../settings/settings";
import { fromOf, type Reach, reaches, type Who } from "./reach";

export interface SecurityGroupsProps {
  readonly stack: string;
  readonly vpcId: string;
}

/**
 * A group that is replaced hangs while something uses it, and refuses for a quarter of an hour before it fails. So the
 * new one comes first, with its rules, under a name that AWS completes; then what used the old one moves over.
 */
const lifecycle = { createBeforeDestroy: true } as const;

/** Who may open connections to whom: one group per role, one for the load balancer, and one for each store of our own. */
export class SecurityGroups extends Construct {
  private readonly groups = new Map<Who, SecurityGroup>();

  constructor(
    scope: Construct,
    id: string,
    private readonly props: SecurityGroupsProps,
  ) {
    super(scope, id);
  }

  /** The id of a group, made when it is first asked for. */
  of(who: Who): string {
    const group = this.groups.get(who) ?? this.group(who);
    this.groups.set(who, group);
    return group.id;
  }

  /**
   * Opens what the workloads listen for, and nothing else. What nobody calls shares the group of its task.
   * @returns the rules: a process that started before them, or outlived them, would lose its database
   */
  connect(workloads: readonly Workload[], reading: AwsReading): ITerraformDependable[] {
    const ways = reaches(workloads, reading);
    const tasks = [...new Set(workloads.filter(hasOwnGroup).map(groupOf))];
    return [
      ...tasks.map((role) => this.everywhere(role)),
      ...ways.map((way) => this.into(way)),
      ...ways.filter(({ from }) => from === "load-balancer").map((way) => this.outOf(way)),
    ];
  }

  private group(who: Who): SecurityGroup {
    const { stack, vpcId } = this.props;
    const name = nameOf(stack, who);
    const group = new SecurityGroup(this, who, {
      namePrefix: `${name}-`,
      // AWS cannot change it: another text is another group.
      description: `Airflow ${stack}: ${who}`,
      vpcId,
      tags: { Name: name },
      lifecycle,
    });
    group.overrideLogicalId(who);
    return group;
  }

  private into(way: Reach): ITerraformDependable {
    const id = `${way.to}-from-${fromOf(way)}-${way.port}`;
    const source =
      typeof way.from === "string" ? { referencedSecurityGroupId: this.of(way.from) } : { cidrIpv4: way.from.range };
    const rule = new VpcSecurityGroupIngressRule(this, id, {
      securityGroupId: this.of(way.to),
      ...source,
      ...open(way),
      lifecycle,
    });
    rule.overrideLogicalId(id);
    return rule;
  }

  private outOf(way: Reach): ITerraformDependable {
    const id = `${fromOf(way)}-to-${way.to}-${way.port}`;
    const rule = new VpcSecurityGroupEgressRule(this, id, {
      securityGroupId: this.of("load-balancer"),
      referencedSecurityGroupId: this.of(way.to),
      ...open(way),
      lifecycle,
    });
    rule.overrideLogicalId(id);
    return rule;
  }

  /**
   * What tasks talk to is known to the DAGs alone: databases, queues and APIs, anywhere and at any port. The other
   * roles read images, secrets and logs from AWS, whose addresses change.
   */
  private everywhere(role: Who): ITerraformDependable {
    const id = `${role}-to-anywhere`;
    const rule = new VpcSecurityGroupEgressRule(this, id, {
      securityGroupId: this.of(role),
      cidrIpv4: ANYWHERE,
      ipProtocol: "-1",
      description: "AWS, and what DAGs talk to",
      lifecycle,
    });
    rule.overrideLogicalId(id);
    return rule;
  }
}

const open = ({ port, protocol, why }: Reach) => ({
  ipProtocol: protocol,
  fromPort: port,
  toPort: port,
  description: why,
});

/** Whoever runs as a task of its own. Stores have a group too, and open no connection by themselves. */
const hasOwnGroup = ({ role, kind, listens }: Workload): boolean =>
  isRole(role) || (kind !== "store" && listens.length > 0);
