// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ComputeInstance } from "@cdktf/provider-google/lib/compute-instance";
import { LoadBalancer } from "../../../../lib/gcp/network/load-balancer/load-balancer";
import { type GcpJson, gcpReading, gcpStack, resourceOf, STACK } from "../../../support/gcp";
import { terraform, withoutTerraform } from "../../../support/terraform";

/** The load balancer of such a file; what it tells others is in the outputs. */
const balanced = (domain: string, ...entries: readonly string[]): GcpJson =>
  gcpStack((stack) => {
    const { deployment } = gcpReading(...entries);
    const instance = new ComputeInstance(stack, "master", {
      name: "acme-master",
      machineType: "e2-standard-4",
      bootDisk: { initializeParams: { image: "cos" } },
      networkInterface: [{ network: "default" }],
    });
    instance.overrideLogicalId("master");
    const place = { stack: STACK, settings: deployment, after: [] };
    const { address } = new LoadBalancer(stack, "load-balancer", place, { deployment, domain, master: { instance } });
    stack.addOverride("output", { address: { value: address } });
  });

const DOMAIN = "airflow.example.com";
const MEMBERS = "access: { domain: airflow.example.com, members: ['group:data@example.com', 'user:ops@example.com'] }";
const usual = balanced(DOMAIN, MEMBERS);
const has = (json: GcpJson, type: string) => Object.keys(json.resource[type] ?? {}).sort();

test("Google's login stands before the webserver, with Google's own client", () => {
  expect(resourceOf(usual, "google_compute_backend_service", "ui")).toMatchObject({
    iap: { enabled: true },
    load_balancing_scheme: "EXTERNAL_MANAGED",
    protocol: "HTTP",
    port_name: "http",
    backend: [{ group: "${google_compute_instance_group.master.self_link}" }],
  });
  expect(JSON.stringify(usual)).not.toContain("oauth2");
});

test("who is written may pass the login, and nobody else by this service", () => {
  expect(resourceOf(usual, "google_iap_web_backend_service_iam_binding", "ui")).toMatchObject({
    web_backend_service: "${google_compute_backend_service.ui.name}",
    role: "roles/iap.httpsResourceAccessor",
    members: ["group:data@example.com", "user:ops@example.com"],
  });
});

test("a file without members binds nobody", () => {
  expect(has(balanced(DOMAIN), "google_iap_web_backend_service_iam_binding")).toEqual([]);
});

test("the master joins its group again when it is made anew, and not when its metadata change", () => {
  expect(resourceOf(usual, "google_compute_instance_group_membership", "master")).toMatchObject({
    instance: "${google_compute_instance.master.self_link}",
    instance_group: "${google_compute_instance_group.master.name}",
    zone: "europe-west3-a",
    lifecycle: { replace_triggered_by: ["google_compute_instance.master.id"] },
  });
  expect(resourceOf(usual, "google_compute_instance_group", "master")).toMatchObject({
    lifecycle: { ignore_changes: ["instances"] },
    named_port: [{ name: "http", port: 8795 }],
  });
});

test.each([
  ["3.3.2", "/api/v2/version", 8795],
  ["2.11.2", "/api/v1/version", 8080],
])("a webserver of %s is asked for %s without a login, where people come in: %i", (version, path, port) => {
  const json = balanced(DOMAIN, `airflow: { version: "${version}" }`);
  expect(resourceOf(json, "google_compute_health_check", "ui")).toMatchObject({
    http_health_check: { port, request_path: path },
    check_interval_sec: 30,
    unhealthy_threshold: 5,
  });
});

test("the execution API answers 403, and everything else is the webserver's", () => {
  const { default_service: other, path_matcher: matchers } = resourceOf(usual, "google_compute_url_map", "ui");
  expect(other).toBe("${google_compute_backend_service.ui.id}");
  expect(matchers).toMatchObject([
    {
      default_service: other,
      path_rule: [
        {
          paths: ["/execution", "/execution/*"],
          route_action: { fault_injection_policy: { abort: { http_status: 403, percentage: 100 } } },
        },
      ],
    },
  ]);
});

test.each([
  ["3.3.2", "/team/airflow/api/v2/version"],
  ["2.11.2", "/team/airflow/api/v1/version"],
])("below a path %s is asked there, and the execution API answers 403 there as well", (version, path) => {
  const address = 'webserver: { baseUrl: "https://airflow.example.com/team/airflow" }';
  const json = balanced(DOMAIN, address, `airflow: { version: "${version}" }`);
  expect(resourceOf(json, "google_compute_health_check", "ui")).toMatchObject({
    http_health_check: { request_path: path },
  });
  expect(resourceOf(json, "google_compute_url_map", "ui")["path_matcher"]).toMatchObject([
    {
      path_rule: [{ paths: ["/execution", "/execution/*", "/team/airflow/execution", "/team/airflow/execution/*"] }],
    },
  ]);
});

test("who types http is sent on to https, at the same address", () => {
  expect(resourceOf(usual, "google_compute_url_map", "ui-redirect")).toMatchObject({
    default_url_redirect: { https_redirect: true, strip_query: false },
  });
  const rules = usual.resource["google_compute_global_forwarding_rule"];
  expect(rules?.["ui"]).toMatchObject({
    port_range: "443",
    ip_address: "${google_compute_global_address.ui.address}",
    target: "${google_compute_target_https_proxy.ui.id}",
  });
  expect(rules?.["ui-redirect"]).toMatchObject({
    port_range: "80",
    ip_address: "${google_compute_global_address.ui.address}",
    target: "${google_compute_target_http_proxy.ui-redirect.id}",
  });
});

test("nothing older than TLS 1.2 is spoken", () => {
  expect(resourceOf(usual, "google_compute_ssl_policy", "ui")).toMatchObject({
    profile: "RESTRICTED",
    min_tls_version: "TLS_1_2",
  });
  expect(resourceOf(usual, "google_compute_target_https_proxy", "ui")["ssl_policy"]).toBe(
    "${google_compute_ssl_policy.ui.id}",
  );
});

test("another domain gets a certificate of its own before the old one goes", () => {
  const of = (json: GcpJson) => resourceOf(json, "google_compute_managed_ssl_certificate", "ui");
  const [one, other] = [of(usual), of(balanced("data.example.com"))];
  expect(one).toMatchObject({ managed: { domains: [DOMAIN] }, lifecycle: { create_before_destroy: true } });
  expect(one["name"]).not.toBe(other["name"]);
  expect(one["name"]).toMatch(/^acme-ui-[0-9a-f]{8}$/);
});

test("the record of the domain leads to the address that is told", () => {
  expect(usual["output"]).toEqual({ address: { value: "${google_compute_global_address.ui.address}" } });
});

test("Terraform and the provider find it valid", () => {
  const missing = withoutTerraform();
  if (missing !== undefined) {
    console.warn(`terraform validate did not run: ${missing}`);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "load-balancer-"));
  try {
    writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(usual));
    const offline = { HTTPS_PROXY: "http://127.0.0.1:9", TF_REGISTRY_DISCOVERY_RETRY: "0" };
    const { status, stderr } = terraform(folder, ["init", "-backend=false", "-input=false", "-no-color"], "", offline);
    if (status !== 0) {
      console.warn(`terraform validate did not run: no provider on this machine: ${stderr.slice(-300)}`);
      return;
    }
    const { stdout } = terraform(folder, ["validate", "-json", "-no-color"]);
    expect(JSON.parse(stdout)).toMatchObject({ valid: true, error_count: 0, warning_count: 0, diagnostics: [] });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 180_000);
