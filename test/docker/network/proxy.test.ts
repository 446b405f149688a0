// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { containerOf, deployed, uploadOf } from "../../support/docker";
import { airflow, POOL } from "../../support/reading";

const json = deployed(airflow(), POOL, "webserver: { replicas: 2, port: 8988 }");
const proxy = containerOf(json, "webserver-proxy");
const FILE = "/usr/local/etc/haproxy/haproxy.cfg";
const configuration = uploadOf(proxy, FILE).content?.split("\n") ?? [];

test("two webservers share one published port, and neither has one of its own", () => {
  const published = Object.entries(json.resource.docker_container).filter(([, { ports = [] }]) => ports.length > 0);
  expect(published.map(([name]) => name)).toEqual(["webserver-proxy"]);
  expect(proxy.ports).toEqual([{ internal: 8795, external: 8988, ip: "127.0.0.1" }]);
});

test("it starts after both, and asks each for its health", () => {
  expect(proxy.depends_on).toEqual(["docker_container.webserver-1", "docker_container.webserver-2"]);
  const servers = configuration.filter((line) => line.startsWith("  server "));
  expect(servers.map((line) => line.split(" ").slice(3, 6).join(" "))).toEqual([
    "webserver-1 ${docker_container.webserver-1.name}:8795 check",
    "webserver-2 ${docker_container.webserver-2.name}:8795 check",
  ]);
});

test("the execution API of 3.x is for workers: it is not passed on", () => {
  const deny = configuration.findIndex((line) => /http-request deny .*execution/.test(line));
  expect(deny).toBeGreaterThan(configuration.indexOf("frontend people"));
  expect(deny).toBeLessThan(configuration.findIndex((line) => line.startsWith("  default_backend")));
});

test("below a path it is closed there as well, by every number of slashes, and a dot is a dot", () => {
  const path = 'webserver: { replicas: 2, baseUrl: "https://data.example.com/team/air.flow" }';
  const below = uploadOf(containerOf(deployed(airflow(), POOL, path), "webserver-proxy"), FILE).content ?? "";
  const patterns = below
    .split("\n")
    .flatMap((one) => /deny if \{ path,url_dec -m reg -i (\S+) \}$/.exec(one)?.[1] ?? []);
  expect(patterns).toEqual(["^/+execution(/|$)", "^/+team/+air[.]flow/+execution(/|$)"]);
  const denied = (asked: string) => patterns.some((one) => new RegExp(one, "i").test(asked));
  const closed = ["/execution", "//execution/x", "/team/air.flow/execution/x", "//Team//air.flow///EXECUTION"];
  expect(closed.map(denied)).toEqual([true, true, true, true]);
  const open = ["/team/air.flow/executions", "/team/airXflow/execution", "/team/air.flow/dags/execution"];
  expect(open.map(denied)).toEqual([false, false, false]);
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

test("what a caller says of itself is dropped, and the proxy says its own", () => {
  expect(configuration).toEqual(
    expect.arrayContaining([
      "  option forwardfor",
      "  http-request del-header X-Forwarded- -m beg",
      "  http-request del-header Forwarded",
      "  http-request del-header X-Real-IP",
      "  http-request set-header X-Forwarded-Proto http",
    ]),
  );
  const https = deployed(airflow(), POOL, 'webserver: { replicas: 2, baseUrl: "https://airflow.example.com" }');
  const { content } = uploadOf(containerOf(https, "webserver-proxy"), FILE);
  expect(content).toContain("  http-request set-header X-Forwarded-Proto https\n");
});

test.each([
  ["3.3.2", 8795, true],
  ["2.11.2", 8080, false],
])("of %s port %i is published, and the plugin that opens it is there: %s", (version, internal, guarded) => {
  const other = deployed(airflow().replace("3.3.2", version), POOL);
  const files = (name: string) => containerOf(other, name).upload?.map(({ file }) => file) ?? [];
  const entry = "/opt/airflow-cdktf/webserver/airflow_cdktf_webserver-1.dist-info/entry_points.txt";
  expect([files("webserver-1").includes(entry), files("worker-main-1").includes(entry)]).toEqual([guarded, false]);
  expect(containerOf(other, "webserver-1").ports).toEqual([{ internal, external: 8080, ip: "127.0.0.1" }]);
});
