import { ComputeInstance } from "@cdktf/provider-google/lib/compute-instance";
import { tunnels } from "../../../lib/gcp/identities/tunnels";
import { type GcpJson, gcpSettings, gcpStack, resourceOf } from "../../support/gcp";

const opened = (ports: readonly number[], ...entries: readonly string[]): GcpJson =>
  gcpStack((stack) => {
    const master = new ComputeInstance(stack, "master", {
      name: "acme-master",
      machineType: "e2-standard-4",
      bootDisk: {},
      networkInterface: [{ network: "default" }],
    });
    master.overrideLogicalId("master");
    tunnels(stack, { settings: gcpSettings(...entries), master, ports });
  });

const TYPE = "google_iap_tunnel_instance_iam_binding";
const VIEWERS = "google_compute_instance_iam_binding";
const MEMBERS = 'access: { members: ["group:data@example.com", "user:ops@example.com", "group:data@example.com"] }';

test("who is written may open tunnels to the master's pages, and to no other port", () => {
  expect(resourceOf(opened([8988, 15555, 8988], MEMBERS), TYPE, "master")).toMatchObject({
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is Terraform's
    instance: "${google_compute_instance.master.name}",
    zone: "europe-west3-a",
    role: "roles/iap.tunnelResourceAccessor",
    members: ["group:data@example.com", "user:ops@example.com"],
    condition: {
      title: "pages of Airflow",
      expression: "destination.port == 8988 || destination.port == 15555",
    },
  });
});

test("they may look at that machine, which gcloud does before it opens a tunnel", () => {
  expect(resourceOf(opened([8988], MEMBERS), VIEWERS, "master")).toMatchObject({
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is Terraform's
    instance_name: "${google_compute_instance.master.name}",
    zone: "europe-west3-a",
    role: "roles/compute.viewer",
    members: ["group:data@example.com", "user:ops@example.com"],
  });
});

test.each([TYPE, VIEWERS])("a master that is made anew gets %s anew", (type) => {
  const { lifecycle } = resourceOf(opened([8080], MEMBERS), type, "master");
  expect(lifecycle).toEqual({ replace_triggered_by: ["google_compute_instance.master.instance_id"] });
});

test("a file that names nobody takes the right from nobody", () => {
  const { resource } = opened([8080]);
  expect([resource[TYPE], resource[VIEWERS]]).toEqual([undefined, undefined]);
});
