// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { ProjectService } from "@cdktf/provider-google/lib/project-service";
import { Network } from "../../../lib/gcp/network/network";
import { type GcpJson, gcpSettings, gcpStack, resourceOf, STACK } from "../../support/gcp";
import { addresses } from "../../support/terraform-json";

/** The network of such a file; what it tells others is in the outputs. */
const network = (...entries: readonly string[]): GcpJson =>
  gcpStack((stack) => {
    const api = new ProjectService(stack, "compute", { service: "compute.googleapis.com" });
    api.overrideLogicalId("compute");
    const made = new Network(stack, "network", { stack: STACK, settings: gcpSettings(...entries), after: [api] });
    const { networkId, subnetId, range, servicesReady, nat } = made;
    const fqns = (all: readonly { readonly fqn: string }[]) => all.map(({ fqn }) => fqn);
    stack.addOverride("output", {
      told: { value: { networkId, subnetId, range, nat: fqns(nat), servicesReady: fqns(servicesReady) } },
    });
  });
const told = ({ output }: GcpJson) => output?.["told"]?.value;

const own = network();
const EXISTING = "existing: { network: shared, subnet: airflow }";
const existing = network(`network: { range: 10.3.0.0/24, ${EXISTING} }`);
const RANGE = 'serviceRange: "10.20.0.0/20"';

test("an own network has these resources, each under a name that stays", () => {
  expect(addresses(own)).toEqual([
    "google_compute_network.network",
    "google_compute_router.nat",
    "google_compute_router_nat.nat",
    "google_compute_subnetwork.network",
    "google_project_service.compute",
  ]);
});

test("nothing is in it but the one subnet, with the file's range, in the zone's region", () => {
  expect(resourceOf(own, "google_compute_network", "network")).toMatchObject({
    name: "acme-network",
    auto_create_subnetworks: false,
  });
  expect(resourceOf(own, "google_compute_subnetwork", "network")).toMatchObject({
    network: "${google_compute_network.network.id}",
    region: "europe-west3",
    ip_cidr_range: "10.10.0.0/24",
  });
});

test("Google's services are reached from it without an external address", () => {
  expect(resourceOf(own, "google_compute_subnetwork", "network")["private_ip_google_access"]).toBe(true);
});

test("a sample of its connections is written down", () => {
  expect(resourceOf(own, "google_compute_subnetwork", "network")["log_config"]).toEqual({
    aggregation_interval: "INTERVAL_10_MIN",
    flow_sampling: 0.1,
    metadata: "EXCLUDE_ALL_METADATA",
  });
});

test("it comes after Google's services", () => {
  expect(resourceOf(own, "google_compute_network", "network")["depends_on"]).toEqual([
    "google_project_service.compute",
  ]);
});

test("machines leave it by one address of Google's choice, with more ports for who needs them", () => {
  expect(resourceOf(own, "google_compute_router_nat", "nat")).toMatchObject({
    router: "${google_compute_router.nat.name}",
    nat_ip_allocate_option: "AUTO_ONLY",
    source_subnetwork_ip_ranges_to_nat: "LIST_OF_SUBNETWORKS",
    subnetwork: [{ name: "${google_compute_subnetwork.network.id}", source_ip_ranges_to_nat: ["ALL_IP_RANGES"] }],
    enable_dynamic_port_allocation: true,
    enable_endpoint_independent_mapping: false,
    min_ports_per_vm: 64,
    max_ports_per_vm: 4096,
    log_config: { enable: true, filter: "ERRORS_ONLY" },
  });
});

test("machines can wait for the way out", () => {
  expect(told(own)).toEqual({
    networkId: "${google_compute_network.network.id}",
    subnetId: "${google_compute_subnetwork.network.id}",
    range: "10.10.0.0/24",
    nat: ["${google_compute_router_nat.nat}"],
    servicesReady: [],
  });
});

test("of a network that exists nothing is made, and nothing read", () => {
  expect(addresses(existing)).toEqual(["google_project_service.compute"]);
  expect(existing.data).toBeUndefined();
  expect(told(existing)).toEqual({
    networkId: "projects/acme-data/global/networks/shared",
    subnetId: "projects/acme-data/regions/europe-west3/subnetworks/airflow",
    range: "10.3.0.0/24",
    nat: [],
    servicesReady: [],
  });
});

test.each([
  ["an own network", `network: { ${RANGE} }`, "${google_compute_network.network.id}"],
  ["one that exists", `network: { ${RANGE}, ${EXISTING} }`, "projects/acme-data/global/networks/shared"],
])("%s with a range for Google's services is peered with theirs", (_, entry, networkId) => {
  const json = network(entry);
  expect(resourceOf(json, "google_compute_global_address", "services")).toMatchObject({
    name: "acme-services",
    purpose: "VPC_PEERING",
    address_type: "INTERNAL",
    address: "10.20.0.0",
    prefix_length: 20,
    network: networkId,
    depends_on: ["google_project_service.compute"],
  });
  expect(resourceOf(json, "google_service_networking_connection", "services")).toMatchObject({
    network: networkId,
    service: "servicenetworking.googleapis.com",
    reserved_peering_ranges: ["${google_compute_global_address.services.name}"],
  });
  expect(told(json)).toMatchObject({ servicesReady: ["${google_service_networking_connection.services}"] });
});

test("a destroy leaves the connection to Google, which refuses to end it for days", () => {
  const connection = resourceOf(network(`network: { ${RANGE} }`), "google_service_networking_connection", "services");
  expect(connection["deletion_policy"]).toBe("ABANDON");
});

test("a connection that exists is used as it is", () => {
  const json = network(`network: { serviceRange: existing, ${EXISTING} }`);
  expect(addresses(json)).toEqual(["google_project_service.compute"]);
  expect(told(json)).toMatchObject({ servicesReady: [] });
});
