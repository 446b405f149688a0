// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { Firewall } from "../../../lib/gcp/network/firewall";
import { type GcpJson, resourceOf, STACK } from "../../support/gcp";
import { machines } from "../../support/gcp-machines";
import { recorded } from "../../support/recording-platform";

const TYPE = "google_compute_firewall";

/** The rules of such a file. */
const rules = (...entries: readonly string[]): GcpJson =>
  machines(
    (stack, { network, identities }, reading) => {
      const { workloads } = recorded(reading.deployment);
      const made = new Firewall(stack, "firewall", { stack: STACK, network, identities }).connect(workloads, reading);
      stack.addOverride("output.rules.value", made.length);
    },
    ...entries,
  );

const json = rules("workers: { main: { queues: [default] }, iap: { queues: [gpu] } }", "flower: { port: 15555 }");
const all = Object.values(json.resource[TYPE] ?? {});
const MASTER = ["${google_service_account.master.email}"];
const MAIN = ["${google_service_account.main.email}"];

test("there is one rule for each pair of machines, one for Google's, and one that closes each machine", () => {
  expect(Object.keys(json.resource[TYPE] ?? {}).sort()).toEqual([
    "iap-closed",
    "iap-for-health-checks",
    "iap-for-iap",
    "iap-from-master",
    "main-closed",
    "main-for-health-checks",
    "main-for-iap",
    "main-from-master",
    "master-closed",
    "master-for-iap",
    "master-from-iap",
    "master-from-main",
  ]);
});

test("a machine is let in by its account, and every port has its reason", () => {
  expect(resourceOf(json, TYPE, "master-from-main")).toEqual({
    name: "acme-master-from-main",
    network: "projects/acme-data/global/networks/shared",
    direction: "INGRESS",
    priority: 800,
    description:
      "5432: processes keep state in the database; 6379: workers take tasks from the broker; " +
      "8080: tasks of the worker report to the execution API",
    source_service_accounts: MAIN,
    target_service_accounts: MASTER,
    allow: [{ protocol: "tcp", ports: ["5432", "6379", "8080"] }],
  });
});

test("tunnels reach shells and pages, of the master", () => {
  expect(resourceOf(json, TYPE, "master-for-iap")).toMatchObject({
    source_ranges: ["35.235.240.0/20"],
    target_service_accounts: MASTER,
    allow: [{ protocol: "tcp", ports: ["22", "8080", "15555"] }],
  });
});

test("probes of a group's health come from Google's ranges for them", () => {
  expect(resourceOf(json, TYPE, "main-for-health-checks")).toMatchObject({
    source_ranges: ["35.191.0.0/16", "130.211.0.0/22"],
    target_service_accounts: MAIN,
    allow: [{ protocol: "tcp", ports: ["8796"] }],
  });
});

test("the load balancer reaches the webserver where there is a domain", () => {
  const rule = resourceOf(rules("access: { domain: airflow.example.com }"), TYPE, "master-for-load-balancers");
  expect(rule).toMatchObject({
    source_ranges: ["35.191.0.0/16", "130.211.0.0/22"],
    target_service_accounts: MASTER,
    allow: [{ protocol: "tcp", ports: ["8795"] }],
  });
});

test("nobody else reaches a machine, whatever the network's own rules of the usual priority allow", () => {
  expect(resourceOf(json, TYPE, "master-closed")).toMatchObject({
    direction: "INGRESS",
    priority: 900,
    source_ranges: ["0.0.0.0/0"],
    target_service_accounts: MASTER,
    deny: [{ protocol: "all" }],
  });
});

test("what was refused is written down, and what was let through is not", () => {
  const logged = all.filter((rule) => rule["log_config"] !== undefined);
  expect(logged.length).toBe(3);
  expect(logged.filter((rule) => rule["deny"] === undefined)).toEqual([]);
});

test("every rule is for one kind of machine, and says why it is there", () => {
  expect(all.filter((rule) => (rule["target_service_accounts"] as unknown[] | undefined)?.length !== 1)).toEqual([]);
  expect(all.filter((rule) => !rule["description"])).toEqual([]);
});

test("a machine can wait for all of them", () => {
  expect(json["output"]).toEqual({ rules: { value: all.length } });
});

test("the longest name fits into the 63 characters of a rule", () => {
  expect(`${"s".repeat(20)}-${"p".repeat(20)}-for-health-checks`.length).toBeLessThanOrEqual(63);
});
