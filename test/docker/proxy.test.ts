// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { containerOf, deployed, uploadOf } from "../support/docker";
import { airflow, POOL } from "../support/reading";

const json = deployed(airflow(), POOL, "webserver: { replicas: 2, port: 8988 }");
const proxy = containerOf(json, "webserver-proxy");
const configuration = uploadOf(proxy, "/usr/local/etc/haproxy/haproxy.cfg").content?.split("\n") ?? [];

test("two webservers share one published port, and neither has one of its own", () => {
  const published = Object.entries(json.resource.docker_container).filter(([, { ports = [] }]) => ports.length > 0);
  expect(published.map(([name]) => name)).toEqual(["webserver-proxy"]);
  expect(proxy.ports).toEqual([{ internal: 8080, external: 8988, ip: "127.0.0.1" }]);
});

test("it starts after both, and asks each for its health", () => {
  expect(proxy.depends_on).toEqual(["docker_container.webserver-1", "docker_container.webserver-2"]);
  const servers = configuration.filter((line) => line.startsWith("  server "));
  expect(servers.map((line) => line.split(" ").slice(3, 6).join(" "))).toEqual([
    "webserver-1 ${docker_container.webserver-1.name}:8080 check",
    "webserver-2 ${docker_container.webserver-2.name}:8080 check",
  ]);
});

test("the execution API of 3.x is for workers: it is not passed on", () => {
  const deny = configuration.findIndex((line) => /http-request deny .*\/execution/.test(line));
  expect(deny).toBeGreaterThan(configuration.indexOf("frontend people"));
  expect(deny).toBeLessThan(configuration.findIndex((line) => line.startsWith("  default_backend")));
});

test("workers still reach a webserver by the role's name, past the proxy", () => {
  const named = Object.entries(json.resource.docker_container).filter(([, { networks_advanced: networks }]) =>
    networks.some(({ aliases }) => aliases.includes("webserver")),
  );
  expect(named.map(([name]) => name)).toEqual(["webserver-1", "webserver-2"]);
});

test("one webserver needs no proxy", () => {
  expect(Object.keys(deployed().resource.docker_container)).not.toContain("webserver-proxy");
});

test.each([
  ["3.3.2", true],
  ["2.11.2", false],
])("a published webserver of %s guards the execution API: %s", (version, guarded) => {
  const other = deployed(airflow().replace("3.3.2", version), POOL);
  const files = (name: string) => containerOf(other, name).upload?.map(({ file }) => file) ?? [];
  const guard = "/opt/airflow/plugins/airflow_cdktf_execution_guard.py";
  expect([files("webserver-1").includes(guard), files("worker-main-1").includes(guard)]).toEqual([guarded, false]);
});
