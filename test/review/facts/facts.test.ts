import { only, reviewOf } from "../../support/reviewed";

const AIRFLOW = 'airflow: { version: "3.3.2", dags: { folder: ./dags }';

test("slots of a queue are those of all pools that consume it", () => {
  const { queues } = reviewOf(
    "workers: { a1: { queues: [default, x1], concurrency: 4, replicas: 2 }, b1: { queues: [x1], concurrency: 3 } }",
  );
  expect(queues.map(({ name, default: first, pools, slots }) => [name, first, pools, slots])).toEqual([
    ["default", true, ["a1"], { min: 8, max: 8 }],
    ["x1", false, ["a1", "b1"], { min: 11, max: 11 }],
  ]);
});

test("the default queue is the one that the options name", () => {
  const { queues } = reviewOf(
    `${AIRFLOW}, options: { operators: { default_queue: main } } }`,
    "workers: { default: { queues: [main, other] } }",
  );
  expect(queues.filter((queue) => queue.default).map(({ name }) => name)).toEqual(["main"]);
});

test("a pool tells its size, drain and the host's own settings", () => {
  const [pool] = reviewOf(
    `${AIRFLOW}, maxTaskDuration: 10m }`,
    "workers: { default: { queues: [default], concurrency: 2, cpu: 1, memory: 2GiB, dockerSocket: { group: 998 } } }",
  ).pools;
  expect(pool).toMatchObject({ size: "1 core, 2GiB", drainSeconds: 660 });
  expect(pool?.settings.map(({ name, value }) => `${name}: ${value}`)).toEqual(["Docker socket: group 998"]);
});

test("connections are counted as the rule counts them, against the server's own limit", () => {
  const { connections } = reviewOf("metadataDatabase: { maxConnections: 200 }");
  const sum = connections.shares.reduce((total, share) => total + share.connections, connections.kept);
  expect([connections.total, connections.limit]).toEqual([sum, 200]);
  expect(connections.at?.path).toBe("metadataDatabase.maxConnections");
});

test("an existing server whose limit is unknown has none", () => {
  const { connections } = reviewOf("metadataDatabase: { host: db.example.com, password: { secret: db } }");
  expect(connections).not.toHaveProperty("limit");
});

const risks = (...lines: string[]) => reviewOf(...lines).risks.map(({ level, what }) => `${level}: ${what}`);

test("the smallest file has no risk", () => {
  expect(risks()).toEqual([]);
});

test("dangers come first, in the file's words, each once", () => {
  expect(
    risks(
      "workers: { default: { queues: [default], dockerSocket: { group: 998 } } }",
      "docker: { bindAddress: 0.0.0.0, mounts: [{ source: /srv, target: /opt/srv, readOnly: false }] }",
    ),
  ).toEqual([
    "danger: Every task of pool default can do anything on this host: it has the host's Docker socket",
    "danger: Whoever reaches any address of this host reaches the login page over plain HTTP",
    "notice: Every task can write to /srv of this host",
  ]);
});

test.each([
  ["{ host: r.example.com, password: { secret: r }, tls: true }", []],
  [
    "{ host: r.example.com, password: { secret: r } }",
    ["notice: The existing broker: what goes to it can be read on the way"],
  ],
  [
    "{ host: r.example.com }",
    [
      "danger: The existing broker: whoever reaches r.example.com can send tasks, and what goes to it can be read on the way",
    ],
  ],
])("broker %s", (broker, expected) => {
  expect(risks(`broker: ${broker}`)).toEqual(expected);
});

test("a notice of the rules is a risk at its line", () => {
  const { risks: found } = reviewOf('airflow: { version: "2.11.2", dags: { folder: ./dags } }');
  expect(only(found, ({ at }) => at?.path === "airflow.version").level).toBe("notice");
});

test("folders of the host and existing servers outlive a destroy", () => {
  const { destroy } = reviewOf(
    "docker: { storage: { logs: /srv/logs } }",
    "broker: { host: r.example.com, password: { secret: r }, tls: true }",
  );
  expect(destroy.lost.map(({ name }) => name)).toEqual(["volume acme-metadata-database-data", "passwords and keys"]);
  expect(destroy.kept.map(({ name }) => name)).toEqual(["folder /srv/logs", "broker", "secrets/", "images"]);
});

test("what happens to the UI depends on the number of webservers", () => {
  const words = (replicas: number) => reviewOf(`webserver: { replicas: ${replicas} }`).release.words.join(" ");
  expect(words(1)).toContain("The UI is away for about a minute");
  expect(words(2)).not.toContain("The UI is away");
});

const proxyOf = (...lines: string[]) => {
  const found = reviewOf(...lines).summary.find(({ name }) => name === "Proxy");
  return found && [found.value, found.at?.path];
};

test("by which proxy calls go out, and what is called without it; never an address that may be secret", () => {
  expect(proxyOf()).toBeUndefined();
  expect(proxyOf("proxy: { https: 'http://p.example.com:3128', noProxy: [corp.example.com] }")).toEqual([
    "https by http://p.example.com:3128; directly what runs inside the stack, corp.example.com",
    "proxy",
  ]);
  expect(
    proxyOf(
      `${AIRFLOW}, environment: { HTTP_PROXY: 'http://p.example.com:3128' } }`,
      "workers: { default: { queues: [default], environment: { https_proxy: { secret: proxy } } } }",
    ),
  ).toEqual([
    "airflow.environment.HTTP_PROXY; workers.default.environment.https_proxy; directly what runs inside the stack",
    "airflow.environment.HTTP_PROXY",
  ]);
});
