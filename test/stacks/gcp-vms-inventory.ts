const each = (prefix: string, names: readonly string[]) => names.map((name) => `${prefix}${name}`);

const POOLS = ["worker1", "worker2"];
const MACHINES = ["master", ...POOLS];

/** Secrets that both kinds of machines read: what reaches database and queues, and the keys of their contents. */
const SHARED = ["api-1", "broker", "fernet-1", "given-airflow-mysql-test", "metadata-database"];
/** Those that only the master reads: passwords of people, and the key of the tokens that it gives to tasks. */
const MASTERS = ["admin", "flower", "jwt-1"];

/** Every resource of configs/gcp-vms.yaml, and why it exists. */
export const GCP_INVENTORY: readonly string[] = [
  // What runs: one machine with everything but the workers, and a group of equal machines for each pool.
  "google_compute_instance.master",
  ...POOLS.flatMap((pool) => [
    `google_compute_instance_group_manager.${pool}`,
    `google_compute_instance_template.${pool}`,
    // Asks each machine's own program; one that does not answer is made anew.
    `google_compute_health_check.${pool}-health`,
  ]),
  // The one pool with a range grows by tasks that wait and run, and its workers may ask for their own deletion.
  "google_compute_autoscaler.worker2",
  "google_project_iam_custom_role.shrink",
  "google_project_iam_member.worker2_shrink",

  // Database and queues outlive the machine: a disk of their own, and a snapshot of it every day.
  "google_compute_disk.data",
  "google_compute_resource_policy.data",
  "google_compute_disk_resource_policy_attachment.data",
  // Logs of tasks that ended, and dumps of the database.
  ...each("google_storage_bucket.", ["logs", "backups"]),

  // Who a machine is: an account of its own, which writes its logs and says how it is, and nothing in the project beside.
  ...each("google_service_account.", MACHINES),
  ...MACHINES.flatMap((machine) => [
    `google_project_iam_member.${machine}_logging-logWriter`,
    `google_project_iam_member.${machine}_monitoring-metricWriter`,
    // The logs of tasks are written where they ran, and shown by the webserver.
    `google_storage_bucket_iam_member.${machine}_logs-storage-objectUser`,
    // Airflow's image, in the file's own project.
    `google_artifact_registry_repository_iam_member.${machine}_pull-asia-northeast3-airflow`,
  ]),
  // Dumps are written and tried, and deleted by their age only.
  ...each("google_storage_bucket_iam_member.master_backups-storage-", ["objectCreator", "objectViewer"]),

  // Generated passwords and keys: each a secret with the version that machines read. None of them is in the state.
  ...["admin", "api-1", "broker", "fernet-1", "flower", "jwt-1", "metadata-database"].flatMap((name) => [
    `google_secret_manager_secret.${name}`,
    `google_secret_manager_secret_version.${name}`,
  ]),
  // A machine reads those that its own processes need, and no others.
  ...[...SHARED, ...MASTERS].map((secret) => `google_secret_manager_secret_iam_member.master_${secret}`),
  ...POOLS.flatMap((pool) => SHARED.map((secret) => `google_secret_manager_secret_iam_member.${pool}_${secret}`)),

  // A network of one range without an address outside: machines go out through Cloud NAT.
  "google_compute_network.network",
  "google_compute_subnetwork.network",
  "google_compute_router.nat",
  "google_compute_router_nat.nat",
  // The master's address is reserved, so that a new machine has it again.
  "google_compute_address.master",
  // Names of the servers inside, so that one that moves to Cloud SQL or Memorystore keeps its name.
  "google_dns_managed_zone.internal",
  ...each("google_dns_record_set.", ["master", "metadata-database", "broker"]),

  // Who may talk to whom: rules by the accounts of both sides, and the rest refused and written down.
  ...POOLS.flatMap((pool) => [
    // Queues, database and the execution API.
    `google_compute_firewall.master-from-${pool}`,
    // Logs of tasks that run.
    `google_compute_firewall.${pool}-from-master`,
    // Google's probes, for the health check above.
    `google_compute_firewall.${pool}-for-health-checks`,
  ]),
  ...MACHINES.flatMap((machine) => [
    // People, by tunnels of Identity-Aware Proxy.
    `google_compute_firewall.${machine}-for-iap`,
    `google_compute_firewall.${machine}-closed`,
  ]),
  // The file's members may open tunnels to the master's pages, and see the machine that they go to.
  "google_iap_tunnel_instance_iam_binding.master",
  "google_compute_instance_iam_binding.master",

  // Interfaces of Google's that the stack uses; they stay on when it goes.
  ...each("google_project_service.", [
    "artifactregistry",
    "cloudresourcemanager",
    "compute",
    "dns",
    "iam",
    "iap",
    "logging",
    "monitoring",
    "oslogin",
    "secretmanager",
    "storage",
  ]),
];
