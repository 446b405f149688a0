// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { WorkerGroup } from "../../../lib/gcp/machines/worker-group";
import { type GcpJson, resourceOf } from "../../support/gcp";
import { machines, SUBNET, TOLD } from "../../support/gcp-machines";
import { addresses } from "../../support/terraform-json";

/** The machines of the pool `gpu` with these keys. */
const pool = (keys = "", ...entries: readonly string[]): GcpJson =>
  machines(
    (stack, place, { deployment }) => {
      const { gpu: part } = deployment.workers;
      const { gpu: own } = deployment.workers;
      if (part === undefined || own === undefined) throw new Error("no pool gpu");
      const { replicas, concurrency } = part;
      new WorkerGroup(stack, "gpu", place, {
        ...TOLD,
        pool: "gpu",
        settings: own,
        replicas,
        concurrency,
        dependsOn: [],
      });
    },
    `workers: { gpu: { queues: [default]${keys === "" ? "" : `, ${keys}`} } }`,
    ...entries,
  );

const json = pool("replicas: 3");
const RANGE = "replicas: { min: 0, max: 6 }, concurrency: 4";
const ZONES = "zones: [europe-west3-a, europe-west3-c]";
const template = (of: GcpJson) => resourceOf(of, "google_compute_instance_template", "gpu");
const zonal = (of: GcpJson) => resourceOf(of, "google_compute_instance_group_manager", "gpu");
const regional = (of: GcpJson) => resourceOf(of, "google_compute_region_instance_group_manager", "gpu");

test("a pool is made of these resources, each under a name that stays", () => {
  expect(addresses(json).filter((address) => !/service_account|iam_member/.test(address))).toEqual([
    "google_compute_health_check.gpu-health",
    "google_compute_instance_group_manager.gpu",
    "google_compute_instance_template.gpu",
  ]);
});

test("what the file says of its machines", () => {
  expect(template(pool("machine: c2d-highmem-8, disk: 100", "labels: { team: data }"))).toMatchObject({
    name_prefix: "acme-gpu-",
    machine_type: "c2d-highmem-8",
    disk: [
      {
        boot: true,
        auto_delete: true,
        source_image: "projects/cos-cloud/global/images/family/cos-125-lts",
        disk_size_gb: 100,
        disk_type: "pd-balanced",
      },
    ],
    labels: { team: "data", "airflow-cdktf-stack": "acme", "airflow-cdktf-machine": "gpu" },
  });
});

test("machines have no address outside, boot only what is signed, and act as their pool's account", () => {
  expect(template(json)).toMatchObject({
    network_interface: [{ subnetwork: SUBNET }],
    shielded_instance_config: {
      enable_secure_boot: true,
      enable_vtpm: true,
      enable_integrity_monitoring: true,
    },
    service_account: { email: "${google_service_account.gpu.email}", scopes: ["cloud-platform"] },
  });
  expect(JSON.stringify(template(json)["network_interface"])).not.toContain("access_config");
});

test("their metadata tell what they run, as text that is no template", () => {
  expect(template(json)["metadata"]).toMatchObject({
    "user-data": "#cloud-config\nruncmd: ['echo $${HOME}']\n",
    "airflow-machine": "image: registry.test/airflow\nnote: $${not Terraform's} %%{ nor this }\n",
    "airflow-references": "${jsonencode({})}",
    "enable-guest-attributes": "TRUE",
    "enable-oslogin": "TRUE",
    "block-project-ssh-keys": "TRUE",
    "serial-port-enable": "FALSE",
    "cos-update-strategy": "update_disabled",
  });
});

test("another template comes before the old one goes", () => {
  expect(template(json)["lifecycle"]).toEqual({ create_before_destroy: true });
});

test("a disk has no labels, which could not change while its machine runs", () => {
  expect(JSON.stringify(template(json)["disk"])).not.toContain("labels");
});

test("a machine stays, and moves to other hardware while it runs", () => {
  expect(template(json)["scheduling"]).toEqual({
    provisioning_model: "STANDARD",
    automatic_restart: true,
    on_host_maintenance: "MIGRATE",
  });
});

test("a Spot machine may be taken back", () => {
  expect(template(pool("spot: { tasksMayRestart: true }"))["scheduling"]).toEqual({
    provisioning_model: "SPOT",
    preemptible: true,
    automatic_restart: false,
    on_host_maintenance: "TERMINATE",
    instance_termination_action: "DELETE",
  });
});

test("a group has as many machines as the file says, in the zone of the file", () => {
  expect(zonal(json)).toMatchObject({
    name: "acme-gpu",
    base_instance_name: "acme-gpu",
    zone: "europe-west3-a",
    target_size: 3,
    version: [{ instance_template: "${google_compute_instance_template.gpu.self_link_unique}" }],
  });
});

test("one zone of its own is still one zone", () => {
  expect(zonal(pool("zones: [europe-west3-c]"))["zone"]).toBe("europe-west3-c");
});

test("metadata change on machines that run; what needs a restart waits", () => {
  expect(zonal(json)["update_policy"]).toEqual({
    type: "PROACTIVE",
    minimal_action: "REFRESH",
    most_disruptive_allowed_action: "REFRESH",
    max_surge_fixed: 0,
    max_unavailable_fixed: 1,
  });
});

test("a machine that is made anew is made by the newest template", () => {
  expect(zonal(json)["instance_lifecycle_policy"]).toEqual({ force_update_on_repair: "YES" });
});

test("several zones: machines are spread, and none that runs is ever moved", () => {
  const of = regional(pool(`replicas: 3, ${ZONES}`));
  expect(of).toMatchObject({
    name: "acme-gpu",
    region: "europe-west3",
    distribution_policy_zones: ["europe-west3-a", "europe-west3-c"],
    distribution_policy_target_shape: "EVEN",
    target_size: 3,
  });
  expect(of["update_policy"]).toMatchObject({ instance_redistribution_type: "NONE", max_unavailable_fixed: 2 });
});

test("how many machines get a change at once is the file's to say", () => {
  const keys = `${ZONES}, update: { surge: 3, unavailable: 4 }`;
  expect(regional(pool(keys))["update_policy"]).toMatchObject({ max_surge_fixed: 3, max_unavailable_fixed: 4 });
});

test("Terraform does not wait for the machines: a command does, and says what is wrong", () => {
  expect(zonal(json)["wait_for_instances"]).toBe(false);
});

test("a machine that does not answer is made anew, after the longest start", () => {
  expect(zonal(json)["auto_healing_policies"]).toEqual({
    health_check: "${google_compute_health_check.gpu-health.id}",
    initial_delay_sec: 2700,
  });
});

test("a pool of one size has no autoscaler, and no right to shrink", () => {
  expect(addresses(json).filter((address) => /autoscaler|shrink/.test(address))).toEqual([]);
});

test.each([
  ["one zone", "", zonal],
  ["several zones", `, ${ZONES}`, regional],
])("a range over %s: the pool begins with its least, and then the size is not Terraform's", (_, keys, groupOf) => {
  expect(groupOf(pool(RANGE.replace("min: 0", "min: 2") + keys))["target_size"]).toBe(2);
  const of = groupOf(pool(RANGE + keys));
  expect(of["target_size"]).toBe(0);
  expect(of["lifecycle"]).toEqual({ ignore_changes: ["target_size"] });
});

test("a range: the autoscaler gets the pool's numbers, and its workers may ask for their end", () => {
  const of = pool(RANGE);
  expect(resourceOf(of, "google_compute_autoscaler", "gpu")["autoscaling_policy"]).toMatchObject({
    min_replicas: 0,
    max_replicas: 6,
    metric: [{ single_instance_assignment: 4 }],
  });
  expect(resourceOf(of, "google_project_iam_member", "gpu_shrink")["role"]).toBe(
    "${google_project_iam_custom_role.shrink.id}",
  );
});

test("machines start after the way out, and after all of their rights", () => {
  const own = zonal(pool(RANGE, "network: {}"));
  expect(own["depends_on"]).toEqual([
    "google_compute_router_nat.nat",
    "google_project_iam_member.gpu_logging-logWriter",
    "google_project_iam_member.gpu_monitoring-metricWriter",
    "google_project_iam_member.gpu_shrink",
  ]);
});

test("the longest names fit: 63 characters of a group, 54 before what the provider adds to a template", () => {
  const name = `${"s".repeat(20)}-${"p".repeat(20)}`;
  expect(`${name}-health`.length).toBeLessThanOrEqual(63);
  expect(`${name}-`.length).toBeLessThanOrEqual(54);
});
