// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { containerOf, deployed, uploadOf, variablesOf } from "../support/docker";
import { airflow, POOL } from "../support/reading";
import { addresses, byAddress, type StackJson } from "../support/terraform-json";

const POOLS = (training: string) =>
  `workers: { main: { queues: [default] }, training: { queues: [slow], ${training} } }`;
const small = deployed(airflow(), POOLS("replicas: 1"));
const containersOf = ({ resource }: StackJson) =>
  Object.entries(resource.docker_container).sort(([a], [b]) => a.localeCompare(b));
const names = (lines: readonly string[]) => Object.keys(deployed(...lines).resource.docker_container);

test("every role that has replicas carries a number from the first on; the others never do", () => {
  const lines = [airflow(), POOLS("replicas: 3"), "scheduler: { replicas: 2 }", "flower: {}"];
  expect(names(lines).sort()).toEqual([
    "broker",
    "dag-processor",
    "flower",
    "metadata-database",
    "migration",
    "scheduler-1",
    "scheduler-2",
    "triggerer-1",
    "webserver-1",
    "worker-main-1",
    "worker-training-1",
    "worker-training-2",
    "worker-training-3",
  ]);
});

test("a pool of no replicas has no container", () => {
  expect(names([airflow(), POOLS("replicas: 0")]).filter((name) => name.startsWith("worker"))).toEqual([
    "worker-main-1",
  ]);
});

/** Addresses whose JSON is not the same in both. */
const changed = (other: ReturnType<typeof deployed>, from = small) => {
  const [before, after] = [byAddress(from), byAddress(other)];
  return [...new Set([...addresses(from), ...addresses(other)])]
    .filter((address) => JSON.stringify(before[address]) !== JSON.stringify(after[address]))
    .sort();
};

test("a pool scaled from 1 to 3 adds two containers, each with its drain, and changes nothing else", () => {
  expect(changed(deployed(airflow(), POOLS("replicas: 3")))).toEqual([
    "docker_container.worker-training-2",
    "docker_container.worker-training-3",
    "terraform_data.worker-training-2-drained",
    "terraform_data.worker-training-3-drained",
  ]);
});

test.each([
  ["concurrency", "concurrency: 4"],
  ["variables", "environment: { A: b }"],
  ["memory", "memory: 4GiB"],
  ["cores", "cpu: 1.5"],
  ["the Docker socket", "dockerSocket: { group: 999 }"],
])("a change of one pool's %s changes that pool only", (_, change) => {
  expect(changed(deployed(airflow(), POOLS(change)))).toEqual(["docker_container.worker-training-1"]);
});

test("a pool's new queue changes that pool, and the migration that notes the queues for a probe", () => {
  const json = deployed(airflow(), POOLS("").replace("[slow]", "[slow, gpu]"));
  expect(changed(json)).toEqual(["docker_container.migration", "docker_container.worker-training-1"]);
  expect(variablesOf(containerOf(json, "migration"))["AIRFLOW_CDKTF_QUEUES"]).toBe("default,slow,gpu");
});

test("the Docker socket reaches the pool that asks for it, with the group that may use it", () => {
  const json = deployed(airflow(), POOLS("dockerSocket: { group: 998 }"));
  const socket = "/var/run/docker.sock";
  expect(containerOf(json, "worker-training-1")).toMatchObject({
    group_add: ["998"],
    mounts: expect.arrayContaining([{ type: "bind", source: socket, target: socket }]),
  });
  expect(containerOf(json, "worker-main-1")).not.toHaveProperty("group_add");
  for (const [name, { mounts = [] }] of Object.entries(json.resource.docker_container))
    expect([name, mounts.some(({ target }) => target === socket)]).toEqual([name, name === "worker-training-1"]);
});

const AIRFLOWS = ["webserver-1", "scheduler-1", "dag-processor", "triggerer-1", "worker-main-1", "migration"];

test("the user of the file with group 0, or the image's own", () => {
  const json = deployed(airflow(), POOL, "docker: { user: 1000 }");
  for (const name of AIRFLOWS) expect(containerOf(json, name).user).toBe("1000:0");
  for (const name of ["broker", "metadata-database"]) expect(containerOf(json, name)).not.toHaveProperty("user");
  for (const name of AIRFLOWS) expect(containerOf(small, name)).not.toHaveProperty("user");
});

test("every Airflow process has the logs, the DAGs of a folder and the file's mounts", () => {
  const mount = "{ source: ./data, target: /data, readOnly: false }, { source: /srv/model, target: /model }";
  const json = deployed(airflow("dags: { folder: ./dags }"), POOL, `docker: { mounts: [${mount}] }`);
  for (const name of AIRFLOWS)
    expect([name, containerOf(json, name).mounts]).toEqual([
      name,
      [
        { type: "volume", source: "${docker_volume.logs.name}", target: "/opt/airflow/logs" },
        {
          type: "bind",
          source: '${abspath(pathexpand("../../.././dags"))}',
          target: "/opt/airflow/dags",
          read_only: true,
        },
        { type: "bind", source: '${abspath(pathexpand("../../.././data"))}', target: "/data", read_only: false },
        { type: "bind", source: '${abspath(pathexpand("/srv/model"))}', target: "/model", read_only: true },
      ],
    ]);
});

test("DAGs of the image, and of git on 3.x, need no mount", () => {
  for (const dags of ["dags: { image: /srv/dags }", "dags: { git: 'https://example.com/d.git' }"])
    expect(containerOf(deployed(airflow(dags), POOL), "worker-main-1").mounts).toHaveLength(1);
});

const published = (...lines: string[]) =>
  containersOf(deployed(airflow(), POOL, ...lines)).flatMap(([name, { ports = [] }]) =>
    ports.map((port) => ({ name, ...port })),
  );

test("only the webserver is published, on this machine alone", () => {
  expect(published()).toEqual([{ name: "webserver-1", internal: 8795, external: 8080, ip: "127.0.0.1" }]);
});

test("the ports and the address of the file; Flower's as well", () => {
  const lines = ["webserver: { port: 8988 }", "flower: { port: 15555 }", "docker: { bindAddress: 10.0.0.5 }"];
  expect(published(...lines)).toEqual([
    { name: "flower", internal: 5555, external: 15555, ip: "10.0.0.5" },
    { name: "webserver-1", internal: 8795, external: 8988, ip: "10.0.0.5" },
  ]);
});

test("processes reach each other by the name of the role; workers are called by nobody", () => {
  const aliases = containersOf(small).map(([name, { networks_advanced: networks }]) => [
    name,
    ...networks.flatMap((network) => [network.name, ...network.aliases]),
  ]);
  const network = "${docker_network.network.name}";
  expect(aliases).toEqual([
    ["broker", network, "broker"],
    ["dag-processor", network, "dag-processor"],
    ["metadata-database", network, "metadata-database"],
    ["migration", network],
    ["scheduler-1", network, "scheduler"],
    ["triggerer-1", network, "triggerer"],
    ["webserver-1", network, "webserver"],
    ["worker-main-1", network],
    ["worker-training-1", network],
  ]);
});

test("an apply waits until Airflow's processes and the broker are healthy", () => {
  for (const [name, { wait }] of Object.entries(small.resource.docker_container))
    expect([name, wait]).toEqual([name, !["migration", "metadata-database"].includes(name)]);
});

test("a worker's stop waits for its tasks", () => {
  const json = deployed(airflow("maxTaskDuration: 10m"), POOL);
  expect(containerOf(json, "worker-main-1")).toMatchObject({ stop_timeout: 675, destroy_grace_seconds: 675 });
});

test("LocalExecutor and stores that exist leave their containers, volumes and passwords out", () => {
  const lines = [airflow("executor: LocalExecutor"), "metadataDatabase: { host: pg.acme, password: { secret: pg } }"];
  const json = deployed(...lines);
  expect(addresses(json)).toEqual([
    "docker_container.dag-processor",
    "docker_container.migration",
    "docker_container.scheduler-1",
    "docker_container.triggerer-1",
    "docker_container.webserver-1",
    "docker_image.airflow-image",
    "docker_network.network",
    "docker_volume.logs",
    "random_bytes.fernet-1",
    "random_password.admin",
    "random_password.api-1",
    "random_password.jwt-1",
    "terraform_data.migrated",
    "terraform_data.scheduler-1-drained",
  ]);
  expect(containerOf(json, "migration").depends_on).toEqual([]);
  expect(uploadOf(containerOf(json, "scheduler-1"), "/run/secrets/airflow.cfg").content).toContain(
    'urlencode(sensitive(trimspace(file(pathexpand("../../../secrets/pg")))))',
  );
});

test("a new generation of a key adds a resource and renames none", () => {
  const keys = (fernet: string) => addresses(deployed(airflow(), POOL, `keys: { fernet: ${fernet} }`));
  expect(keys("[2, 1]").filter((address) => !keys("[1]").includes(address))).toEqual(["random_bytes.fernet-2"]);
  expect(keys("[1]").filter((address) => !keys("[2, 1]").includes(address))).toEqual([]);
});
