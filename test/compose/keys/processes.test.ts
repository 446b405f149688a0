import { compose, imported } from "../importing";

const FLOWER = (lines: readonly string[]) => [
  "flower:",
  "  <<: *common",
  "  command: celery flower",
  ...lines.map((one) => `  ${one}`),
];

test.each([
  ['"8080:8080"', undefined, undefined, /port 8080 was on all addresses of the host, now it is on 127.0.0.1/],
  ['"9090:8080"', { port: 9090 }, undefined, /port 9090 was on all addresses/],
  ['"127.0.0.1:9090:8080"', { port: 9090 }, undefined, undefined],
  ['"192.168.1.5:9090:8080/tcp"', { port: 9090 }, { bindAddress: "192.168.1.5" }, undefined],
  ['{ target: 8080, published: "9090", host_ip: 0.0.0.0 }', { port: 9090 }, { bindAddress: "0.0.0.0" }, undefined],
  ['"8080"', undefined, undefined, /Docker chose a port; now it is 8080/],
  ['"8000-8005:8080"', { port: 8000 }, undefined, /port 8000 was on all addresses/],
])("port %s", (port, webserver, docker, said) => {
  const { value, report } = imported(compose({ webserver: [`ports: [${port}]`] }));
  expect([value["webserver"], value["docker"]]).toEqual([webserver, docker]);
  expect(report.changed.filter((line) => /ports\[0\]/.test(line)).join()).toMatch(said ?? /^$/);
});

test("the port that the webserver itself listens on, among others", () => {
  const { value, report } = imported(
    compose({ webserver: ["command: api-server --port 9000", 'ports: ["127.0.0.1:1234:1234", "127.0.0.1:80:9000"]'] }),
  );
  expect(value["webserver"]).toEqual({ port: 80 });
  expect(report.left).toEqual([
    "docker-compose.yml:9 services.webserver.ports[0]: port 1234 of the webserver's container; only its own port is published",
  ]);
});

test("two webservers are replicas behind one port; replicas of the scheduler", () => {
  const { value, report } = imported(
    compose({
      webserver: ['ports: ["8080:8080"]'],
      scheduler: ["deploy: { replicas: 2 }", "mem_limit: 1g"],
      more: ["second:", "  <<: *common", "  command: api-server", '  ports: ["8081:8080"]'],
    }),
  );
  expect(value["webserver"]).toEqual({ replicas: 2 });
  expect(value["scheduler"]).toEqual({ replicas: 2, memory: "1GiB" });
  expect(report.left.join()).toMatch(
    /port 8081 of the second webserver; services webserver and second are replicas behind one port/,
  );
});

test("Flower with its port and its login", () => {
  const text = compose({
    more: FLOWER(['ports: ["127.0.0.1:15555:5555"]', "environment: { FLOWER_BASIC_AUTH: 'ops:s3cr3t' }"]),
  });
  const { value, secrets } = imported(text);
  expect(value["flower"]).toEqual({ port: 15555, username: "ops", password: { secret: "acme-flower" } });
  expect(secrets).toEqual([{ path: "secrets/acme-flower", content: "s3cr3t" }]);
});

test.each([
  ["environment: { AIRFLOW__CELERY__FLOWER_URL_PREFIX: /flower }", "celery flower", "/flower"],
  ["environment: { FLOWER_URL_PREFIX: flower }", "celery flower", "flower"],
  ["environment: { FLOWER_URL_PREFIX: other }", "celery flower --url-prefix=/flower", "/flower"],
  ["environment: { FLOWER_URL_PREFIX: '' }", "celery flower", undefined],
])("Flower's path: %s, %s", (environment, command, path) => {
  const text = compose({ more: ["flower:", "  <<: *common", `  command: ${command}`, `  ${environment}`] });
  const { value, report } = imported(text);
  expect(value["airflow"]?.["options"]).toEqual(
    path === undefined ? undefined : { celery: { flower_url_prefix: path } },
  );
  // The command's own word wins, and the other is told.
  expect(report.left.map((line) => line.replace(/^\S+ services\.\S+: /, ""))).toEqual(
    command.includes("--url-prefix")
      ? ["FLOWER_URL_PREFIX (text) cannot be set here; Flower has port, username and password only"]
      : [],
  );
});

test("one container for everything", () => {
  const text = "services:\n  airflow:\n    image: apache/airflow:3.3.2\n    command: standalone\n    mem_limit: 4g\n";
  const { value, report } = imported(text);
  expect(value).toEqual({ target: "docker", airflow: { version: "3.3.2", executor: "LocalExecutor" } });
  expect(report.changed.join("\n")).toMatch(
    /no variable names the executor .*; no service runs workers, so LocalExecutor is written/,
  );
  expect(report.left).toEqual([
    "docker-compose.yml:5 services.airflow.mem_limit: its limits held for several processes at once; write cpu and memory under webserver",
    "docker-compose.yml:5 services.airflow.mem_limit: its limits held for several processes at once; write cpu and memory under scheduler",
    "docker-compose.yml:5 services.airflow.mem_limit: its limits held for several processes at once; write cpu and memory under dagProcessor",
    "docker-compose.yml:5 services.airflow.mem_limit: its limits held for several processes at once; write cpu and memory under triggerer",
  ]);
});

test("webserver and scheduler in one shell, with the user that it makes", () => {
  const script =
    "airflow db migrate && airflow users create --username ops --password s3cr3t --email ops@example.com --role Admin && (airflow webserver & airflow scheduler)";
  const text = `services:\n  airflow:\n    image: apache/airflow:2.11.2\n    command: bash -c "${script}"\n    environment: [AIRFLOW__CORE__EXECUTOR=SequentialExecutor]\n`;
  const { value, secrets } = imported(text);
  expect(value["airflow"]).toEqual({
    version: "2.11.2",
    executor: "LocalExecutor",
    admin: { username: "ops", email: "ops@example.com", password: { secret: "acme-admin" } },
  });
  expect(secrets).toEqual([{ path: "secrets/acme-admin", content: "s3cr3t" }]);
});

test("users: a number, not root, always group 0", () => {
  const user = (text: string) => imported(compose({ all: [`user: "${text}"`] }));
  expect(user("1000:0").value["docker"]).toEqual({ user: 1000 });
  expect(user("50000:0").value["docker"]).toBeUndefined();
  expect(user(":0").report.left).toEqual([]);
  expect(user("1000:1000").report.changed.join()).toMatch(/x-common\.user: group 1000 became 0/);
  expect(user("root").report.left.join()).toMatch(/x-common\.user: user root: Airflow runs as a user of its own/);
});

test("keys of Docker, networks and devices, each once with what to do", () => {
  const { report } = imported(
    compose({
      all: ["extra_hosts: ['db:10.0.0.1']", "networks: [inner, outer]", "restart: always", "privileged: true"],
      workers: {
        gpu: ["command: celery worker", "deploy: { resources: { reservations: { devices: [{ driver: nvidia }] } } }"],
      },
      top: ["networks:", "  inner: {}", "  outer: { external: true }"],
    }),
  );
  expect(report.left).toEqual([
    "docker-compose.yml:5 x-common.extra_hosts: extra_hosts of services scheduler, webserver and gpu (a list of 1) cannot be set here; host.docker.internal is known without it; of others write the addresses themselves, or names that your DNS knows",
    "docker-compose.yml:8 x-common.privileged: privileged of services scheduler, webserver and gpu (true) cannot be set here; run such a task in a container of its own, by a pool with dockerSocket",
    "docker-compose.yml:19 services.gpu.deploy.resources.reservations.devices: deploy.resources.reservations.devices (a list of 1) cannot be set here; devices such as GPUs cannot be given to a worker; run such a task in a container of its own, by a pool with dockerSocket",
    "docker-compose.yml:22 networks.outer: network outer of others: their containers do not see Airflow's; publish their ports and use this host's address",
  ]);
  expect(report.changed).toContain(
    "docker-compose.yml:20 networks: networks inner, outer became one, the deployment's own",
  );
});

test("two values of one key: the one that counts is written, the other listed", () => {
  const { value, report } = imported(
    compose({
      environment: ["AIRFLOW__API__WORKERS: 2"],
      webserver: ["command: api-server --workers 8"],
      more: ["second: { <<: *common, command: api-server --workers 4 }"],
    }),
  );
  expect(value["airflow"]?.["options"]).toEqual({ api: { workers: 4 } });
  const other = "api.workers has another value, of services.second.command (line 16); it is one";
  expect(report.left).toEqual([
    `docker-compose.yml:5 x-common.environment.AIRFLOW__API__WORKERS: airflow.options.${other}`,
    `docker-compose.yml:9 services.webserver.command: airflow.options.${other}`,
  ]);
});

test("every user of a service that is not the one of all is listed, root too", () => {
  const { value, report } = imported(
    compose({
      all: ['user: "0:0"'],
      scheduler: ['user: "1000:0"'],
      workers: { main: ["command: celery worker", 'user: "1001"'] },
    }),
  );
  expect(value["docker"]).toEqual({ user: 1000 });
  expect(report.left).toEqual([
    "docker-compose.yml:5 x-common.user: user 0: Airflow runs as a user of its own, never as root; write docker.user with a number",
    "docker-compose.yml:17 services.main.user: user 1001: all processes have one user, 1000",
  ]);
});

test("ports of other processes, and other protocols, are listed", () => {
  const { report } = imported(
    compose({
      webserver: ["ports: ['127.0.0.1:8080:8080/udp']"],
      workers: { main: ["command: celery worker", "ports: ['8793:8793']"] },
    }),
  );
  expect(report.left).toEqual([
    "docker-compose.yml:9 services.webserver.ports[0]: udp of the port; ports are TCP, one at an address of the host",
    "docker-compose.yml:16 services.main.ports[0]: ports (text) cannot be set here; only the webserver and Flower are published; the others reach one another at every port",
  ]);
});
