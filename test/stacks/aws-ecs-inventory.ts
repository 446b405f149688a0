const each = (prefix: string, names: readonly string[]) => names.map((name) => `${prefix}${name}`);

const WORKERS = ["worker-default", "worker-reports"];
const SERVICES = ["scheduler", "webserver", "dag-processor", "triggerer", ...WORKERS];
const TASKS = [...SERVICES, "clean"];

/** Every resource of configs/aws-ecs.yaml, and why it exists. */
export const AWS_INVENTORY: readonly string[] = [
  // What runs: a service per role and pool, each from a task definition; one more task cleans the database at night.
  "aws_ecs_cluster.cluster",
  "aws_ecs_cluster_capacity_providers.capacity",
  ...each("aws_ecs_service.", SERVICES),
  ...TASKS.map((name) => `aws_ecs_task_definition.${name}-task`),
  // Who a task is: one role starts it and reads its secrets, the other is what its code may do.
  ...TASKS.flatMap((name) => [
    `aws_iam_role.${name}-execution`,
    `aws_iam_role_policy.${name}-execution`,
    `aws_iam_role.${name}-task`,
    `aws_iam_role_policy.${name}-task`,
  ]),
  // What its processes write, kept for a while.
  ...TASKS.map((name) => `aws_cloudwatch_log_group.${name}-logs`),
  // Files that processes find on their disk: a bucket that keeps versions, and an object for each set of files.
  "aws_s3_object.files",
  "aws_s3_object.files-webserver",
  // Knows an upgrade from a release of the same version, and replaces everything for it.
  "terraform_data.release",
  "aws_ssm_parameter.release",

  // Two buckets, of files and of the logs of tasks: private, encrypted, with TLS only, and old versions go.
  ...["files", "logs"].flatMap((name) =>
    each("aws_s3_bucket", [
      "",
      "_lifecycle_configuration",
      "_policy",
      "_public_access_block",
      "_server_side_encryption_configuration",
      "_versioning",
    ]).map((type) => `${type}.${name}`),
  ),
  // One key for data, logs and secrets, with a name for people; what must be there before others use it.
  "aws_kms_key.encryption",
  "aws_kms_alias.encryption",
  "terraform_data.encryption-key",

  // Airflow's state, with TLS forced; its logs are kept in groups of ours.
  "aws_db_instance.metadata-database",
  "aws_db_parameter_group.metadata-database",
  "aws_db_subnet_group.metadata-database",
  "aws_cloudwatch_log_group.metadata-database-postgresql",
  "aws_cloudwatch_log_group.metadata-database-upgrade",
  // Tasks that wait.
  "aws_elasticache_replication_group.broker",
  "aws_elasticache_parameter_group.broker",
  "aws_elasticache_subnet_group.broker",
  // Daily backups beyond the database's own.
  "aws_backup_vault.backup",
  "aws_backup_plan.backup",
  "aws_backup_selection.backup",
  "aws_iam_role.backup",
  "aws_iam_role_policy_attachment.backup",

  // Generated passwords and keys, and texts made of them: each a secret with the version that processes read.
  ...[
    "metadata-database",
    "broker",
    "admin",
    "fernet-1",
    "api-1",
    "jwt-1",
    "celery-broker-url",
    "celery-result-backend",
    "database-sql-alchemy-conn",
    "database-sql-alchemy-conn-async",
  ].flatMap((name) => [`aws_secretsmanager_secret.${name}`, `aws_secretsmanager_secret_version.${name}`]),

  // A network of two zones: private subnets for tasks and data, public ones for the load balancer and the way out.
  "aws_vpc.vpc",
  "aws_internet_gateway.internet",
  "aws_route.public-internet",
  "aws_route_table.public",
  ...["a", "b"].flatMap((zone) => [
    `aws_subnet.private-${zone}`,
    `aws_subnet.public-${zone}`,
    `aws_route_table.private-${zone}`,
    `aws_route_table_association.private-${zone}`,
    `aws_route_table_association.public-${zone}`,
    `aws_route.private-${zone}-internet`,
    `aws_eip.nat-${zone}`,
    `aws_nat_gateway.nat-${zone}`,
  ]),
  // Ways to S3 and DynamoDB that pass by no NAT.
  "aws_vpc_endpoint.s3",
  "aws_vpc_endpoint.dynamodb",
  // What was refused, for those who look for an intruder or for a rule that is missing.
  "aws_flow_log.refused",
  "aws_cloudwatch_log_group.refused",
  "aws_iam_role.refused",
  "aws_iam_role_policy.refused",

  // Who may talk to whom: a group per role, one rule per caller and port, and nothing by the network's own group.
  "aws_default_security_group.closed",
  ...each("aws_security_group.", [
    "load-balancer",
    "webserver",
    "scheduler",
    "dag-processor",
    "triggerer",
    "worker",
    "metadata-database",
    "broker",
  ]),
  ...each("aws_vpc_security_group_ingress_rule.", [
    // People reach the load balancer only, and it the webserver.
    "load-balancer-from-203-0-113-0-24-443",
    "load-balancer-from-203-0-113-0-24-80",
    "webserver-from-load-balancer-8795",
    // The execution API, by which tasks report.
    "webserver-from-worker-8080",
    "webserver-from-scheduler-8080",
    // Logs of tasks that run.
    "worker-from-webserver-8793",
    "triggerer-from-webserver-8794",
    // The queues, for those who fill and empty them.
    "broker-from-scheduler-6379",
    "broker-from-worker-6379",
    // The database, for all.
    ...["webserver", "scheduler", "dag-processor", "triggerer", "worker"].map(
      (role) => `metadata-database-from-${role}-5432`,
    ),
  ]),
  // Tasks go out to AWS and to what DAGs talk to; the load balancer to the webserver only.
  ...each("aws_vpc_security_group_egress_rule.", [
    ...["webserver", "scheduler", "dag-processor", "triggerer", "worker"].map((role) => `${role}-to-anywhere`),
    "load-balancer-to-webserver-8795",
  ]),

  // The address that people type: its name and certificate in the zone, HTTP led to HTTPS, the execution API refused.
  "aws_lb.load-balancer",
  "aws_lb_listener.webserver",
  "aws_lb_listener.redirect",
  "aws_lb_listener_rule.execution-api",
  "aws_lb_target_group.webserver",
  "aws_acm_certificate.webserver",
  "aws_acm_certificate_validation.webserver",
  "aws_route53_record.certificate",
  "aws_route53_record.webserver",
  // The name by which tasks find the execution API, inside.
  "aws_service_discovery_private_dns_namespace.internal",
  "aws_service_discovery_service.webserver",

  // Pools that grow and shrink by what is missing.
  ...WORKERS.flatMap((name) => [
    `aws_appautoscaling_target.${name}`,
    `aws_appautoscaling_policy.${name}-scale-out`,
    `aws_appautoscaling_policy.${name}-scale-in`,
    `aws_cloudwatch_metric_alarm.${name}-scale-out`,
    `aws_cloudwatch_metric_alarm.${name}-scale-in`,
  ]),
  // What wakes people up, and the topic by which they hear of it.
  "aws_sns_topic.alarms",
  "aws_sns_topic_policy.alarms",
  "aws_sns_topic_subscription.alarms",
  ...each("aws_cloudwatch_metric_alarm.", [
    ...WORKERS.map((name) => `${name}-waiting`),
    "queues-without-consumer",
    "scheduler-heartbeat",
    "database-connections",
    "database-cpu",
    "database-storage",
    "broker-memory",
    "broker-evictions",
    "load-balancer-errors",
    "webserver-errors",
    "webserver-healthy",
  ]),
  ...["clean-failed", "release-failed"].flatMap((name) => [
    `aws_cloudwatch_event_rule.${name}`,
    `aws_cloudwatch_event_target.${name}`,
  ]),
  // All of it on one page.
  "aws_cloudwatch_dashboard.dashboard",
  // Old runs leave the database every night.
  "aws_scheduler_schedule.clean",
  "aws_scheduler_schedule_group.clean",
  "aws_iam_role.clean-schedule",
  "aws_iam_role_policy.clean-schedule",
];
