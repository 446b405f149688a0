// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { Testing } from "cdktf";
import { METADATA } from "../../lib/gcp/names";
import { GcpVms } from "../../stacks/gcp-vms";
import { PROJECT } from "../support/docker";
import { exampleIn, GCP_STACK } from "../support/example";
import { type GcpJson, gcpReading } from "../support/gcp";
import { addresses, inApp } from "../support/terraform-json";
import { gcpFile } from "./gcp-files";
import { documentIn, metadataOf, shortDocument } from "./gcp-machine-text";
import { GCP_INVENTORY } from "./gcp-vms-inventory";

const synthesized = () =>
  inApp((app) => {
    const stack = exampleIn(app, GCP_STACK);
    return { tree: Testing.renderConstructTree(stack), text: Testing.synth(stack) };
  });

const { tree, text } = synthesized();
const json = JSON.parse(text) as GcpJson;

/** Another file, or the example under another name. */
const made = (name: string, reading = gcpReading()): GcpJson =>
  inApp((app) => JSON.parse(Testing.synth(new GcpVms(app, name, { ...reading, root: PROJECT }))) as GcpJson);

test("every resource of the example, and why it exists", () => {
  expect(addresses(json)).toEqual([...GCP_INVENTORY].sort());
});

test("the tree of constructs", () => {
  expect(tree).toMatchSnapshot();
});

/** Boot files by name or as what they say: programs change with every release of ours and are tested where they lie. */
function shortened(value: unknown): unknown {
  const documents = new Map(
    [...metadataOf(json)].map(([machine, { [METADATA.machine]: document }]) => [
      document,
      shortDocument(json, machine),
    ]),
  );
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) => {
      if (key === METADATA.userData) return "...";
      return key === METADATA.machine && typeof inner === "string" ? documents.get(inner) : inner;
    }),
  );
}

test("the whole configuration", () => {
  expect(shortened(json)).toMatchSnapshot();
});

test("the state is in the file's bucket; Terraform knows ephemeral values", () => {
  expect(json["terraform"]).toMatchObject({
    backend: { gcs: { bucket: "acme-terraform-state", prefix: "airflow/gcp-vms" } },
    required_version: ">= 1.11.0",
    required_providers: { google: { source: "google" }, random: { source: "hashicorp/random" } },
  });
  const own = made("acme", gcpReading("state: { bucket: acme-terraform-state, prefix: team/airflow }"));
  expect(own["terraform"]).toMatchObject({ backend: { gcs: { prefix: "team/airflow" } } });
});

test("everything is in the file's project and region, with the stack's label", () => {
  const [provider] = (made("acme", gcpReading("labels: { cost-center: data }"))["provider"] as Providers).google;
  expect(provider).toMatchObject({
    project: "acme-data",
    region: "europe-west3",
    zone: "europe-west3-a",
    default_labels: { "cost-center": "data", "airflow-cdktf-stack": "acme" },
  });
});

type Providers = { readonly google: readonly Readonly<Record<string, unknown>>[] };

test("a machine says what it is for, also those that a group makes, which get their template's labels only", () => {
  const labels = ["google_compute_instance", "google_compute_instance_template"].flatMap((type) =>
    Object.values(json.resource[type] ?? {}).map((machine) => machine["labels"]),
  );
  expect(labels).toEqual(
    ["master", "worker1", "worker2"].map((machine) => ({
      "airflow-cdktf-stack": "gcp-vms",
      "airflow-cdktf-machine": machine,
      "airflow-cdktf-os": "cos-125-lts",
    })),
  );
});

test("values that are made pass through: none of random's resources keeps one in the state", () => {
  expect(Object.keys(json.resource).filter((type) => type.startsWith("random_"))).toEqual([]);
  expect(Object.keys(json.ephemeral ?? {})).toEqual(["random_password"]);
});

/** An address is what people type, in `terraform state show` and in a `moved` block. */
test.each([GCP_STACK, "own", "managed", "managed-mysql", "existing"])(
  "addresses are words without a hash, whatever the stack is called: %s",
  (name) => {
    const reading = gcpFile(name);
    const all = [...addresses(made("acme", reading)), ...dataOf(made("acme", reading))];
    expect(all.length).toBeGreaterThan(50);
    expect(all.filter((address) => !/^[a-z_]+\.[a-z][A-Za-z0-9_-]{1,62}$/.test(address))).toEqual([]);
    expect(all.filter((address) => /[_-][0-9A-F]{8}$/.test(address))).toEqual([]);
    const other = made("production", reading);
    expect([...addresses(other), ...dataOf(other)]).toEqual(all);
  },
);

const dataOf = ({ data = {} }: GcpJson) =>
  Object.entries(data).flatMap(([type, all]) => Object.keys(all).map((name) => `${type}.${name}`));

test("every name is within what Google takes", () => {
  const names = (type: string, key: string) => Object.values(json.resource[type] ?? {}).map((one) => String(one[key]));
  expect(names("google_service_account", "account_id").every((id) => /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(id))).toBe(
    true,
  );
  const rfc1035 = Object.keys(json.resource)
    .filter((type) => type.startsWith("google_compute_") && !type.endsWith("_attachment"))
    .flatMap((type) => names(type, type === "google_compute_instance_template" ? "name_prefix" : "name"));
  expect(rfc1035.length).toBeGreaterThan(25);
  expect(rfc1035.filter((name) => !/^[a-z][a-z0-9-]{0,61}[a-z0-9-]$/.test(name))).toEqual([]);
});

test("the master is told its people's ports, and its processes keep their own", () => {
  expect(documentIn(json, "master").redirects).toEqual([
    { port: 8988, to: 8795, from: ["35.235.240.0/20"] },
    { port: 15555, to: 5555, from: ["35.235.240.0/20"] },
  ]);
});

test("a second synthesis is the same to the byte", () => {
  expect(synthesized()).toEqual({ tree, text });
});
