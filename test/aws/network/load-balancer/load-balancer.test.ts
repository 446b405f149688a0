// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { LoadBalancer } from "../../../../lib/aws/network/load-balancer/load-balancer";
import { Network } from "../../../../lib/aws/network/network";
import { SecurityGroups } from "../../../../lib/aws/network/security-groups";
import { type AwsJson, awsReading, awsStack, resourceOf, STACK } from "../../../support/aws";

/** The load balancer of such a file; what it tells others is in the outputs. */
const balanced = (...entries: readonly string[]): AwsJson =>
  awsStack((stack) => {
    const { deployment } = awsReading(...entries);
    const network = new Network(stack, "network", STACK, deployment);
    const securityGroups = new SecurityGroups(stack, "security-groups", { stack: STACK, vpcId: network.vpcId });
    const place = { stack: STACK, settings: deployment, network, securityGroups };
    const { webserverTargets, flowerTargets, dnsName, metrics } = new LoadBalancer(stack, "load-balancer", place, {
      deployment,
    });
    stack.addOverride("output", { webserverTargets, flowerTargets, dnsName, metrics });
  });

const CERTIFICATE = "arn:aws:acm:eu-central-1:123456789012:certificate/11112222-3333-4444-5555-666677778888";
const usual = balanced();
const flower = balanced(
  "flower: { port: 15555 }",
  "loadBalancer: { zone: Z0123456789ABC, allow: [203.0.113.0/24], flower: { allow: [198.51.100.7/32] } }",
);
const internal = balanced(
  'webserver: { baseUrl: "http://airflow.corp.example" }',
  "loadBalancer: { public: false, allow: [10.0.0.0/8] }",
);
const names = (json: AwsJson, type: string) => Object.keys(json.resource[type] ?? {}).sort();

test("a public one is in the public subnets, in its own group, and is not deleted by accident", () => {
  expect(resourceOf(usual, "aws_lb", "load-balancer")).toMatchObject({
    name: "airflow-acme",
    load_balancer_type: "application",
    internal: false,
    subnets: ["${aws_route_table_association.public-a.subnet_id}", "${aws_route_table_association.public-b.subnet_id}"],
    security_groups: ["${aws_security_group.load-balancer.id}"],
    drop_invalid_header_fields: true,
    enable_deletion_protection: true,
  });
});

test("protect: false lets it be destroyed", () => {
  expect(resourceOf(balanced("protect: false"), "aws_lb", "load-balancer")["enable_deletion_protection"]).toBe(false);
});

test("one that is not public is in the private subnets", () => {
  expect(resourceOf(internal, "aws_lb", "load-balancer")).toMatchObject({
    internal: true,
    subnets: [
      "${aws_route_table_association.private-a.subnet_id}",
      "${aws_route_table_association.private-b.subnet_id}",
    ],
  });
});

test("a silent log is waited for, but no longer than the webserver keeps its end open", () => {
  expect(resourceOf(usual, "aws_lb", "load-balancer")["idle_timeout"]).toBe(110);
});

test("names fit into AWS' 32 characters with the longest name of a stack", () => {
  const all = [
    ...Object.values(flower.resource["aws_lb"] ?? {}),
    ...Object.values(flower.resource["aws_lb_target_group"] ?? {}),
  ];
  const longest = all.map(({ name }) => String(name).length - STACK.length + 20);
  expect(longest).toHaveLength(3);
  expect(Math.max(...longest)).toBeLessThanOrEqual(32);
});

test("the page is encrypted with the file's certificate, at the port of its address", () => {
  expect(resourceOf(usual, "aws_lb_listener", "webserver")).toMatchObject({
    port: 443,
    protocol: "HTTPS",
    certificate_arn: CERTIFICATE,
    ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    default_action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.webserver.arn}" }],
  });
  const other = balanced('webserver: { baseUrl: "https://airflow.example.com:8443" }');
  expect(resourceOf(other, "aws_lb_listener", "webserver")["port"]).toBe(8443);
});

test("who types http is sent on to https", () => {
  expect(resourceOf(usual, "aws_lb_listener", "redirect")).toMatchObject({
    port: 80,
    protocol: "HTTP",
    default_action: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", status_code: "HTTP_301" } }],
  });
});

test("a page in the clear has no certificate and sends nobody on", () => {
  expect(names(internal, "aws_lb_listener")).toEqual(["webserver"]);
  const { protocol, port, certificate_arn } = resourceOf(internal, "aws_lb_listener", "webserver");
  expect([protocol, port, certificate_arn]).toEqual(["HTTP", 80, undefined]);
});

test("the execution API answers 403, whatever comes first in the path", () => {
  expect(resourceOf(usual, "aws_lb_listener_rule", "execution-api")).toMatchObject({
    listener_arn: "${aws_lb_listener.webserver.arn}",
    priority: 1,
    condition: [{ path_pattern: { values: ["/execution", "/execution/*"] } }],
    action: [{ type: "fixed-response", fixed_response: { status_code: "403" } }],
  });
});

test("below a path it answers 403 there as well, health is asked there, and redirects keep the path", () => {
  const json = balanced(
    'webserver: { baseUrl: "https://data.example.com/team/airflow" }',
    'airflow: { version: "3.3.2", options: { celery: { flower_url_prefix: flower } } }',
    "flower: {}",
    "loadBalancer: { zone: Z0123456789ABC, allow: [203.0.113.0/24], flower: { allow: [198.51.100.7/32] } }",
  );
  expect(resourceOf(json, "aws_lb_listener_rule", "execution-api")).toMatchObject({
    condition: [
      {
        path_pattern: {
          values: ["/execution", "/execution/*", "/team/airflow/execution", "/team/airflow/execution/*"],
        },
      },
    ],
  });
  const path = (name: string) => resourceOf(json, "aws_lb_target_group", name)["health_check"];
  expect(path("webserver")).toMatchObject({ path: "/team/airflow/api/v2/version" });
  expect(path("flower")).toMatchObject({ path: "/flower/healthcheck" });
  // Without a path of its own a redirect is to the one that was asked for.
  expect(resourceOf(json, "aws_lb_listener", "redirect")["default_action"]).toEqual([
    { type: "redirect", redirect: { protocol: "HTTPS", port: "443", status_code: "HTTP_301" } },
  ]);
  expect(resourceOf(json, "aws_route53_record", "webserver")["name"]).toBe("data.example.com");
});

test.each([
  ["3.3.2", "/api/v2/version"],
  ["2.11.2", "/api/v1/version"],
])("a webserver of %s is asked for %s without a login", (version, path) => {
  const json = balanced(`airflow: { version: "${version}" }`);
  const { health_check: check } = resourceOf(json, "aws_lb_target_group", "webserver");
  expect(check).toMatchObject({ path, matcher: "200", interval: 30, unhealthy_threshold: 5 });
});

test("tasks are reached by their own address, and finish requests for half a minute", () => {
  expect(resourceOf(usual, "aws_lb_target_group", "webserver")).toMatchObject({
    name: "acme-webserver",
    target_type: "ip",
    protocol: "HTTP",
    port: 8080,
    vpc_id: "${aws_vpc.vpc.id}",
    deregistration_delay: "30",
    load_balancing_algorithm_type: "least_outstanding_requests",
  });
});

test("who uses the targets waits for the listener, without which ECS refuses them", () => {
  expect(usual["output"]).toEqual({
    webserverTargets: "${aws_lb_listener.webserver.default_action[0].target_group_arn}",
    dnsName: "${aws_lb.load-balancer.dns_name}",
    metrics: {
      loadBalancer: "${aws_lb.load-balancer.arn_suffix}",
      webserverTargets: "${aws_lb_target_group.webserver.arn_suffix}",
    },
  });
});

test("a zone gets the certificate and the name that people type", () => {
  expect(resourceOf(flower, "aws_lb_listener", "webserver")["certificate_arn"]).toBe(
    "${aws_acm_certificate_validation.webserver.certificate_arn}",
  );
  const record = resourceOf(flower, "aws_route53_record", "webserver");
  expect(record).toMatchObject({
    zone_id: "Z0123456789ABC",
    name: "airflow.example.com",
    type: "A",
    alias: { name: "${aws_lb.load-balancer.dns_name}", zone_id: "${aws_lb.load-balancer.zone_id}" },
  });
  expect(record["allow_overwrite"]).toBeUndefined();
});

test("a given certificate makes no record", () => {
  expect(names(usual, "aws_route53_record")).toEqual([]);
});

test("Flower has a listener of its own, as encrypted as the UI", () => {
  expect(resourceOf(flower, "aws_lb_listener", "flower")).toMatchObject({
    port: 15555,
    protocol: "HTTPS",
    certificate_arn: "${aws_acm_certificate_validation.webserver.certificate_arn}",
    default_action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.flower.arn}" }],
  });
  expect(resourceOf(flower, "aws_lb_target_group", "flower")).toMatchObject({
    port: 5555,
    health_check: { path: "/healthcheck" },
  });
  expect(flower["output"]).toMatchObject({
    flowerTargets: "${aws_lb_listener.flower.default_action[0].target_group_arn}",
  });
});

test("Flower that the file does not publish has no listener", () => {
  expect(names(balanced("flower: {}"), "aws_lb_listener")).toEqual(["redirect", "webserver"]);
});
