import type { Moto } from "./moto";

/** A list of AWS: service, operation, key of the list, key of what tells its items apart, and parameters. */
type List = readonly [service: string, operation: string, list: string, id: string, parameters?: object];

/**
 * Every kind of thing that the stack makes. Not listed, because a destroyed stack leaves them on purpose:
 * secrets (their deletion is scheduled, they can be restored meanwhile), keys (the same), the database's final
 * snapshot, and revisions of task definitions, which cost nothing and hold no secret.
 */
const LISTS: readonly List[] = [
  ["acm", "list_certificates", "CertificateSummaryList", "CertificateArn"],
  [
    "application-autoscaling",
    "describe_scalable_targets",
    "ScalableTargets",
    "ResourceId",
    { ServiceNamespace: "ecs" },
  ],
  ["application-autoscaling", "describe_scaling_policies", "ScalingPolicies", "PolicyARN", { ServiceNamespace: "ecs" }],
  ["backup", "list_backup_plans", "BackupPlansList", "BackupPlanArn"],
  ["backup", "list_backup_vaults", "BackupVaultList", "BackupVaultArn"],
  ["cloudwatch", "describe_alarms", "MetricAlarms", "AlarmArn"],
  ["cloudwatch", "list_dashboards", "DashboardEntries", "DashboardName"],
  ["ec2", "describe_addresses", "Addresses", "AllocationId"],
  ["ec2", "describe_flow_logs", "FlowLogs", "FlowLogId"],
  ["ec2", "describe_internet_gateways", "InternetGateways", "InternetGatewayId"],
  [
    "ec2",
    "describe_nat_gateways",
    "NatGateways",
    "NatGatewayId",
    { Filter: [{ Name: "state", Values: ["available"] }] },
  ],
  ["ec2", "describe_route_tables", "RouteTables", "RouteTableId"],
  ["ec2", "describe_security_groups", "SecurityGroups", "GroupId"],
  ["ec2", "describe_subnets", "Subnets", "SubnetId"],
  [
    "ec2",
    "describe_vpc_endpoints",
    "VpcEndpoints",
    "VpcEndpointId",
    { Filters: [{ Name: "vpc-endpoint-state", Values: ["available"] }] },
  ],
  ["ec2", "describe_vpcs", "Vpcs", "VpcId"],
  ["ecr", "describe_repositories", "repositories", "repositoryArn"],
  ["elasticache", "describe_cache_clusters", "CacheClusters", "CacheClusterId"],
  ["elasticache", "describe_cache_subnet_groups", "CacheSubnetGroups", "CacheSubnetGroupName"],
  ["elasticache", "describe_replication_groups", "ReplicationGroups", "ReplicationGroupId"],
  ["elbv2", "describe_load_balancers", "LoadBalancers", "LoadBalancerArn"],
  ["elbv2", "describe_target_groups", "TargetGroups", "TargetGroupArn"],
  ["events", "list_rules", "Rules", "Arn"],
  ["iam", "list_policies", "Policies", "Arn", { Scope: "Local" }],
  ["iam", "list_roles", "Roles", "Arn"],
  ["kms", "list_aliases", "Aliases", "AliasArn"],
  ["logs", "describe_log_groups", "logGroups", "arn"],
  ["rds", "describe_db_instances", "DBInstances", "DBInstanceIdentifier"],
  ["rds", "describe_db_parameter_groups", "DBParameterGroups", "DBParameterGroupName"],
  ["rds", "describe_db_subnet_groups", "DBSubnetGroups", "DBSubnetGroupName"],
  ["route53", "list_hosted_zones", "HostedZones", "Id"],
  ["s3", "list_buckets", "Buckets", "Name"],
  ["scheduler", "list_schedules", "Schedules", "Arn"],
  ["servicediscovery", "list_namespaces", "Namespaces", "Arn"],
  ["servicediscovery", "list_services", "Services", "Arn"],
  ["sns", "list_subscriptions", "Subscriptions", "Endpoint"],
  ["sns", "list_topics", "Topics", "TopicArn"],
];

/** What is in the account, each as `service kind id`. */
export async function inventory(moto: Moto): Promise<string[]> {
  const lists = await Promise.all(
    LISTS.map(async ([service, operation, list, id, parameters]) => {
      const answer = await moto.call<Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>>(
        service,
        operation,
        parameters,
      );
      return (answer[list] ?? []).map((item) => `${service} ${list} ${item[id]}`);
    }),
  );
  return [...lists.flat(), ...(await clusters(moto)), ...(await records(moto))]
    .filter((line) => !defaults(line))
    .sort();
}

/** ECS answers with what is inactive for a while. */
async function clusters(moto: Moto): Promise<string[]> {
  const { clusters: all } = await moto.call<{ clusters: readonly Cluster[] }>("ecs", "describe_clusters", {
    clusters: (await moto.call<{ clusterArns: readonly string[] }>("ecs", "list_clusters")).clusterArns,
  });
  const active = all.filter(({ status }) => status === "ACTIVE");
  return active.map(({ clusterArn }) => `ecs clusters ${clusterArn}`);
}

/** Of every zone, also of one that was there before. */
async function records(moto: Moto): Promise<string[]> {
  const { HostedZones } = await moto.call<{ HostedZones: readonly { Id: string }[] }>("route53", "list_hosted_zones");
  const answers = await Promise.all(
    HostedZones.map(({ Id: HostedZoneId }) =>
      moto.call<{ ResourceRecordSets: readonly Rrset[] }>("route53", "list_resource_record_sets", { HostedZoneId }),
    ),
  );
  return answers.flatMap((one) => one.ResourceRecordSets.map(({ Name, Type }) => `route53 records ${Name} ${Type}`));
}

interface Rrset {
  readonly Name: string;
  readonly Type: string;
}

interface Cluster {
  readonly clusterArn: string;
  readonly status: string;
}

/** What AWS, or moto, makes by itself when it is first needed. */
const defaults = (line: string): boolean => /:alias\/aws\/|DBParameterGroups default\./.test(line);
