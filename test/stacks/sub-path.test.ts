import type { Service } from "../../lib/airflow/workloads/service";
import { readDeployment } from "../../lib/deployment/file/read";
import { line } from "../../lib/deployment/words/problem";
import { targets } from "../../stacks/targets";
import { PROJECT } from "../support/docker";
import { inApp } from "../support/terraform-json";

const IMAGE = `registry.test/airflow@sha256:${"0".repeat(64)}`;
const PATH = "/team/airflow";

/** What each target must be told besides, and how its processes call the webserver. */
const TOLD: Readonly<Record<string, { readonly own: readonly string[]; readonly webserver: RegExp }>> = {
  docker: { own: [], webserver: /^http:\/\/webserver:8080$/ },
  "aws-ecs": {
    own: [
      'account: "123456789012"',
      "region: eu-central-1",
      "state: { bucket: acme-terraform-state }",
      "loadBalancer: { zone: Z0123456789ABC, allow: [203.0.113.0/24], flower: { allow: [198.51.100.7/32] } }",
    ],
    webserver: /^http:\/\/webserver\.acme\.[a-z.]+:8080$/,
  },
  "gcp-vms": {
    own: [
      "project: acme-data",
      "zone: europe-west3-a",
      "state: { bucket: acme-terraform-state }",
      "access: { domain: data.example.com, members: ['group:data@example.com'] }",
    ],
    webserver: /^http:\/\/[a-z.-]+:8080$/,
  },
};

function servicesOn(target: string, version: string): readonly Service[] {
  const text = [
    `target: ${target}`,
    `airflow: { version: "${version}", image: "${IMAGE}", dags: { image: /opt/airflow/dags }, options: { celery: { flower_url_prefix: /team/flower/ } } }`,
    `webserver: { baseUrl: "https://data.example.com${PATH}/" }`,
    "flower: {}",
    "workers: { main: { queues: [default] } }",
    ...(TOLD[target]?.own ?? []),
  ].join("\n");
  const result = readDeployment({ path: "configs/acme.yaml", text }, targets);
  if (!result.ok) throw new Error(result.problems.map(line).join("\n"));
  return inApp((app) => targets[target]?.stack(app, "acme", { ...result, root: PROJECT }).airflow.services ?? []);
}

const asked = (services: readonly Service[], role: string) =>
  services.filter((one) => one.role === role).map(({ health }) => health.command.slice(4, 7).join(" "));

test("every target is told", () => {
  expect(Object.keys(TOLD).sort()).toEqual(Object.keys(targets).sort());
});

describe.each(Object.keys(TOLD))("below a path on %s", (target) => {
  test("3.x: every process reports below it, and the health checks ask below it", () => {
    const services = servicesOn(target, "3.3.2");
    expect(services.length).toBeGreaterThan(5);
    for (const { plain } of services) {
      expect(plain["AIRFLOW__API__BASE_URL"]).toBe(`https://data.example.com${PATH}`);
      const [, webserver = "", path] =
        /^(http:\/\/[^/]+)(.*)$/.exec(plain["AIRFLOW__CORE__EXECUTION_API_SERVER_URL"] ?? "") ?? [];
      expect(webserver).toMatch(TOLD[target]?.webserver ?? /^$/);
      expect(path).toBe(`${PATH}/execution/`);
    }
    expect(asked(services, "webserver")).toEqual([`http 8795,8080 ${PATH}/api/v2/version`]);
    expect(asked(services, "flower")).toEqual(["http 5555 /team/flower/healthcheck"]);
  });

  test("2.11: the same without an execution API", () => {
    const services = servicesOn(target, "2.11.2");
    for (const { plain } of services) {
      expect(plain["AIRFLOW__WEBSERVER__BASE_URL"]).toBe(`https://data.example.com${PATH}`);
      expect(plain).not.toHaveProperty("AIRFLOW__CORE__EXECUTION_API_SERVER_URL");
    }
    expect(asked(services, "webserver")).toEqual([`http 8080 ${PATH}/api/v1/version`]);
    expect(asked(services, "flower")).toEqual(["http 5555 /team/flower/healthcheck"]);
  });
});
