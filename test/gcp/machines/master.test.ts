// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { DnsRecordSet } from "@cdktf/provider-google/lib/dns-record-set";
import { Master } from "../../../lib/gcp/machines/master";
import { type GcpJson, resourceOf } from "../../support/gcp";
import { machines, SUBNET, TOLD } from "../../support/gcp-machines";
import { addresses } from "../../support/terraform-json";

/** The master of such a file. */
const master = (...entries: readonly string[]): GcpJson =>
  machines(
    (stack, place) => {
      const { backups } = place.settings;
      const { address } = new Master(stack, "master", place, { ...TOLD, backups, dependsOn: [] });
      stack.addOverride("output.address.value", address);
    },
    ...entries,
  );

const json = master();
const instance = (of: GcpJson) => resourceOf(of, "google_compute_instance", "master");
const disk = (of: GcpJson) => resourceOf(of, "google_compute_disk", "data");

test("it is made of these resources, each under a name that stays", () => {
  expect(addresses(json).filter((address) => !/service_account|iam_member/.test(address))).toEqual([
    "google_compute_address.master",
    "google_compute_disk.data",
    "google_compute_disk_resource_policy_attachment.data",
    "google_compute_instance.master",
    "google_compute_resource_policy.data",
  ]);
});

test("what the file says of the machine", () => {
  const own = master("master: { machine: n2-highmem-8, disk: 60 }", "os: cos-121-lts", "labels: { team: data }");
  expect(instance(own)).toMatchObject({
    name: "acme-master",
    zone: "europe-west3-a",
    machine_type: "n2-highmem-8",
    boot_disk: {
      initialize_params: {
        image: "projects/cos-cloud/global/images/family/cos-121-lts",
        size: 60,
        type: "pd-balanced",
      },
    },
    labels: {
      team: "data",
      "airflow-cdktf-stack": "acme",
      "airflow-cdktf-machine": "master",
      "airflow-cdktf-os": "cos-121-lts",
    },
  });
});

test("it has the address that is reserved for it, and none outside", () => {
  expect(instance(json)["network_interface"]).toEqual([
    { subnetwork: SUBNET, network_ip: "${google_compute_address.master.address}" },
  ]);
  expect(resourceOf(json, "google_compute_address", "master")).toMatchObject({
    address: "10.10.0.10",
    address_type: "INTERNAL",
    region: "europe-west3",
    subnetwork: SUBNET,
  });
  expect(json["output"]).toEqual({ address: { value: "10.10.0.10" } });
});

test("another address is reserved under another name, before the old one goes", () => {
  const names = [json, master("master: { address: 10.10.0.77 }")].map((of) =>
    resourceOf(of, "google_compute_address", "master"),
  );
  expect(names.map(({ name }) => name)).toEqual(["acme-master-10-10-0-10", "acme-master-10-10-0-77"]);
  expect(names.map(({ lifecycle }) => lifecycle)).toEqual(Array(2).fill({ create_before_destroy: true }));
});

test("only what is signed boots", () => {
  expect(instance(json)["shielded_instance_config"]).toEqual({
    enable_secure_boot: true,
    enable_vtpm: true,
    enable_integrity_monitoring: true,
  });
});

test("it acts as its own account", () => {
  expect(instance(json)["service_account"]).toEqual({
    email: "${google_service_account.master.email}",
    scopes: ["cloud-platform"],
  });
});

test("its metadata tell what it runs, who gets in, and where logs go", () => {
  expect(instance(json)["metadata"]).toEqual({
    "user-data": "#cloud-config\nruncmd: ['echo $${HOME}']\n",
    "airflow-machine": "image: registry.test/airflow\nnote: $${not Terraform's} %%{ nor this }\n",
    "airflow-references": "${jsonencode({})}",
    "enable-guest-attributes": "TRUE",
    "enable-oslogin": "TRUE",
    "block-project-ssh-keys": "TRUE",
    "serial-port-enable": "FALSE",
    "cos-update-strategy": "update_disabled",
    "google-logging-enabled": "true",
    "google-monitoring-enabled": "true",
  });
});

test("its data disk comes by a name that the boot files know", () => {
  expect(instance(json)["attached_disk"]).toEqual([
    { source: "${google_compute_disk.data.self_link}", device_name: "airflow-data" },
  ]);
});

test("another type of machine stops it for a while; it runs after every deployment", () => {
  expect(instance(json)).toMatchObject({ allow_stopping_for_update: true, desired_status: "RUNNING" });
});

test("it is never a Spot machine", () => {
  expect(instance(json)["scheduling"]).toEqual({
    provisioning_model: "STANDARD",
    automatic_restart: true,
    on_host_maintenance: "MIGRATE",
  });
});

test.each([
  ["protect: true", true],
  ["protect: false", false],
])("%s: whether machine and data disk can be destroyed", (entry, kept) => {
  const of = master(entry);
  expect(instance(of)["deletion_protection"]).toBe(kept);
  expect(disk(of)["lifecycle"]).toEqual({ prevent_destroy: kept });
});

test("the data disk is in the master's zone, as large as the file says", () => {
  expect(disk(master("master: { dataDisk: 250 }"))).toMatchObject({
    name: "acme-data",
    zone: "europe-west3-a",
    type: "pd-balanced",
    size: 250,
  });
});

test("machines that take no Persistent Disk get the other kind", () => {
  const of = master("master: { machine: n4-standard-4 }");
  expect(disk(of)["type"]).toBe("hyperdisk-balanced");
  expect(instance(of)["boot_disk"]).toMatchObject({ initialize_params: { type: "hyperdisk-balanced" } });
});

test("the data disk is copied every day at the file's hour, and copies outlive it", () => {
  expect(resourceOf(master("backups: { hour: 5, keep: 30d }"), "google_compute_resource_policy", "data")).toMatchObject(
    {
      name: "acme-data",
      region: "europe-west3",
      snapshot_schedule_policy: {
        schedule: { daily_schedule: { days_in_cycle: 1, start_time: "05:00" } },
        retention_policy: { max_retention_days: 30, on_source_disk_delete: "KEEP_AUTO_SNAPSHOTS" },
        snapshot_properties: {
          storage_locations: ["europe-west3"],
          guest_flush: false,
          labels: { "airflow-cdktf-stack": "acme" },
        },
      },
    },
  );
  expect(resourceOf(json, "google_compute_disk_resource_policy_attachment", "data")).toEqual({
    name: "${google_compute_resource_policy.data.name}",
    disk: "${google_compute_disk.data.name}",
    zone: "europe-west3-a",
    lifecycle: { replace_triggered_by: ["google_compute_disk.data.disk_id"] },
  });
});

test("it starts after its rights, and in a network of our own after the way out", () => {
  const rights = [
    "google_project_iam_member.master_logging-logWriter",
    "google_project_iam_member.master_monitoring-metricWriter",
  ];
  expect(instance(json)["depends_on"]).toEqual(rights);
  expect(instance(master("network: {}"))["depends_on"]).toEqual(["google_compute_router_nat.nat", ...rights]);
});

test("it starts after the names by which its processes find their stores", () => {
  const waiting = machines((stack, place) => {
    const record = new DnsRecordSet(stack, "record", { managedZone: "internal", name: "broker.", type: "A" });
    record.overrideLogicalId("broker");
    const { backups } = place.settings;
    new Master(stack, "master", { ...place, discovery: { ready: [record] } }, { ...TOLD, backups, dependsOn: [] });
  });
  expect(instance(waiting)["depends_on"]).toContain("google_dns_record_set.broker");
});

test("the image is told by its milestone, so that a newer one makes no machine anew", () => {
  expect(json.data).toBeUndefined();
  expect(instance(json)["boot_disk"]).toMatchObject({
    initialize_params: { image: "projects/cos-cloud/global/images/family/cos-125-lts" },
  });
});
