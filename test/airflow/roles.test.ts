import type { Service } from "../../lib/airflow/workloads/service";
import { recorded } from "../support/recording-platform";
import { deployment } from "./rules/deployment";

const FULL = {
  workers: { main: { queues: ["default", "slow"] }, gpu: { queues: ["gpu"], concurrency: 2, maxTaskDuration: "2h" } },
  flower: {},
};
const two = recorded(deployment(FULL, { version: "2.11.2" }));
const three = recorded(deployment(FULL));

const role = ({ command, listens, drain, health }: Service) => ({
  command: command.join(" "),
  listens: listens.map(({ name, port, callers }) => ({ name, port, callers })),
  drain: drain.seconds,
  asks: health.command.slice(4, -4).join(" "),
});

const logs = (port: number) => ({ name: "logs", port, callers: ["webserver"] });
const http = (port: number, ...callers: string[]) => ({ name: "http", port, callers });

test.each([
  // UI and API for people; workers and the scheduler reach the execution API at another port.
  [
    "webserver",
    "api-server --port 8080",
    [http(8795, "people"), { name: "execution", port: 8080, callers: ["worker", "scheduler"] }],
    30,
    "http 8795,8080 /api/v2/version",
  ],
  ["scheduler", "scheduler", [], 60, "heartbeat SchedulerJob"],
  ["dag-processor", "dag-processor", [], 30, "heartbeat DagProcessorJob"],
  ["triggerer", "triggerer", [logs(8794)], 60, "heartbeat TriggererJob"],
  [
    "flower",
    "celery flower --basic-auth= --flower-conf=/opt/airflow-cdktf/airflow_cdktf_flower.py",
    [http(5555, "people")],
    10,
    "http 5555 /healthcheck",
  ],
  // Without maxTaskDuration a stop waits for an hour.
  [
    "worker-main",
    "celery worker -q default,slow -c 16 --without-mingle --without-gossip",
    [logs(8793)],
    3600,
    "worker",
  ],
  // Two hours, and a minute for callbacks and logs.
  ["worker-gpu", "celery worker -q gpu -c 2 --without-mingle --without-gossip", [logs(8793)], 7260, "worker"],
])("%s of 3.x", (name, command, listens, drain, asks) => {
  expect(role(three.service(name))).toEqual({ command, listens, drain, asks });
});

test("2.11 has the same roles; only its webserver is another one", () => {
  const services = three.airflow.services.map(({ name }) => name);
  expect(two.airflow.services.map(({ name }) => name)).toEqual(services);
  const shape = ({ plain, secret, ...rest }: Service) => rest;
  for (const name of services.filter((name) => name !== "webserver"))
    expect(shape(two.service(name))).toEqual(shape(three.service(name)));
  expect(role(two.service("webserver"))).toEqual({
    command: "webserver --pid /dev/shm/airflow-webserver.pid",
    listens: [http(8080, "people")],
    drain: 30,
    asks: "http 8080 /api/v1/version",
  });
});

test("a check asks twice a minute, and never ends a process that may still start", () => {
  for (const { health, role } of three.airflow.services) {
    // A server that is merely busy gets more time than one whose heartbeat stopped.
    const failures = ["webserver", "flower"].includes(role) ? 5 : 3;
    expect(health).toMatchObject({ every: 30, timeout: 10, failures, start: 300 });
    expect(health.command.slice(0, 4)).toEqual(["python", "-S", "-E", "/opt/airflow-cdktf/airflow_cdktf_health.py"]);
    expect(health.command.slice(-4)).toEqual(["--end-after", String(failures), "--start-seconds", "300"]);
  }
});

const difference = (of: "plain" | "secret", name: string, from: string) =>
  Object.fromEntries(
    Object.entries(three.service(name)[of]).filter(([key, value]) => {
      const same = three.service(from)[of][key];
      return JSON.stringify(same) !== JSON.stringify(value);
    }),
  );

test.each([
  // What opens people's port.
  [
    "webserver",
    {
      PYTHONPATH: "/opt/airflow-cdktf:/opt/airflow-cdktf/webserver",
      AIRFLOW_CDKTF_OWN_PORT: "8080",
      AIRFLOW_CDKTF_PEOPLE_PORT: "8795",
      AIRFLOW_CDKTF_CALLERS: "10.99.0.0/16",
    },
  ],
  ["scheduler", {}],
  ["dag-processor", {}],
  ["flower", {}],
  // The stop signal reaches Celery and not its tasks.
  [
    "worker-main",
    { DUMB_INIT_SETSID: "0", AIRFLOW_CDKTF_DRAIN_SECONDS: "3600", AIRFLOW_CDKTF_WEBSERVER_AWAY_SECONDS: "660" },
  ],
  [
    "worker-gpu",
    {
      DUMB_INIT_SETSID: "0",
      AIRFLOW_CDKTF_DRAIN_SECONDS: "7260",
      AIRFLOW_CDKTF_WEBSERVER_AWAY_SECONDS: "660",
      AIRFLOW__CORE__DEFAULT_TASK_EXECUTION_TIMEOUT: "7200",
    },
  ],
])("variables of %s that not all have", (name, variables) => {
  expect(difference("plain", name, "triggerer")).toEqual(variables);
});

test.each([
  ["webserver", true],
  ["scheduler", true],
  ["dag-processor", true],
  ["triggerer", true],
  ["flower", false],
  ["worker-main", false],
  ["worker-gpu", false],
])("%s has the key that signs tokens of tasks: %s", (name, has) => {
  expect("AIRFLOW__API_AUTH__JWT_SECRET" in three.service(name).secret).toBe(has);
});

test("only Flower knows its login", () => {
  const named = three.airflow.services.filter(({ secret }) => "AIRFLOW__CELERY__FLOWER_BASIC_AUTH" in secret);
  expect(named.map(({ name }) => name)).toEqual(["flower"]);
  expect(difference("secret", "flower", "worker-main")).toEqual({
    AIRFLOW__CELERY__FLOWER_BASIC_AUTH: ["admin:", { secret: "flower" }],
  });
});

test("a given login of Flower", () => {
  const { service } = recorded(deployment({ flower: { username: "ops", password: { file: "f.txt" } } }));
  expect(service("flower").secret["AIRFLOW__CELERY__FLOWER_BASIC_AUTH"]).toEqual([
    "ops:",
    { given: { file: "f.txt" } },
  ]);
});

test("replicas and limits as the file writes them; no limit where it writes none", () => {
  const { airflow } = recorded(
    deployment({
      webserver: { replicas: 2, memory: "2GiB" },
      scheduler: { replicas: { min: 1, max: 3 }, cpu: 1.5 },
      triggerer: { replicas: 0 },
      workers: { main: { queues: ["default"], replicas: 0, cpu: 2, memory: "4GiB" } },
    }),
  );
  expect(airflow.services.map(({ name, replicas, size }) => [name, replicas, size])).toEqual([
    ["webserver", { min: 2, max: 2 }, { memoryMiB: 2048 }],
    ["scheduler", { min: 1, max: 3 }, { cpu: 1.5 }],
    ["dag-processor", { min: 1, max: 1 }, {}],
    ["triggerer", { min: 0, max: 0 }, {}],
    ["worker-main", { min: 0, max: 0 }, { cpu: 2, memoryMiB: 4096 }],
  ]);
});

test("tasks run in workers; with LocalExecutor in the scheduler", () => {
  const running = ({ airflow }: typeof three) => airflow.services.flatMap((one) => (one.runsTasks ? [one.name] : []));
  expect(running(three)).toEqual(["worker-main", "worker-gpu"]);
  expect(running(recorded(deployment({ workers: {} }, { executor: "LocalExecutor" })))).toEqual(["scheduler"]);
});

test("a worker carries the pool's name and its slots; no other process does", () => {
  const pools = three.airflow.services.filter(({ pool, slots }) => pool !== undefined || slots !== undefined);
  expect(pools.map(({ name, pool, slots }) => [name, pool, slots])).toEqual([
    ["worker-main", "main", 16],
    ["worker-gpu", "gpu", 2],
  ]);
});

test("a pool's own variables come on top of all others, its secrets stay secrets", () => {
  const environment = { LEVEL: "pool", TOKEN: { secret: "pool-token" } };
  const { service } = recorded(
    deployment(
      { workers: { main: { queues: ["default"], environment } } },
      { environment: { LEVEL: "all", PLACE: "x" } },
    ),
  );
  expect(service("worker-main").plain).toMatchObject({ LEVEL: "pool", PLACE: "x" });
  expect(service("worker-main").plain).not.toHaveProperty("TOKEN");
  expect(service("worker-main").secret["TOKEN"]).toEqual([{ given: { secret: "pool-token" } }]);
  expect(service("scheduler").plain).toMatchObject({ LEVEL: "all", PLACE: "x" });
  expect(service("scheduler").secret).not.toHaveProperty("TOKEN");
});

test("a pool's variable replaces that of all, also where one of them is a secret", () => {
  const environment = { A: "pool", B: { secret: "pool" } };
  const { service } = recorded(
    deployment(
      { workers: { main: { queues: ["default"], environment } } },
      { environment: { A: { secret: "all" }, B: "all" } },
    ),
  );
  const { plain, secret } = service("worker-main");
  expect([plain["A"], secret["A"]]).toEqual(["pool", undefined]);
  expect([plain["B"], secret["B"]]).toEqual([undefined, [{ given: { secret: "pool" } }]]);
});
