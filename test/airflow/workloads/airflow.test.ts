import { image } from "../../../lib/airflow/workloads/airflow";
import { recorded } from "../../support/recording-platform";
import { deployment } from "../rules/deployment";

const names = (sections: Parameters<typeof deployment>[0], airflow: Parameters<typeof deployment>[1] = {}) =>
  recorded(deployment(sections, airflow)).airflow.services.map(({ name }) => name);

test("the smallest file: database and broker of our own, then everything in one call", () => {
  const { asked, composition } = recorded(deployment());
  expect(asked).toEqual(["metadata-database of airflow", "broker of airflow", "run"]);
  expect(composition.image).toEqual({ reference: "apache/airflow:3.3.2" });
  expect(composition.services.map(({ service }) => service.name)).toEqual([
    "webserver",
    "scheduler",
    "dag-processor",
    "triggerer",
    "worker-main",
  ]);
  expect(composition).not.toHaveProperty("envFile");
});

test("each role is the scope of its own resources", () => {
  const { composition } = recorded(deployment({ flower: {} }));
  for (const { scope, service } of composition.services) expect(scope.node.path).toBe(`airflow/${service.name}`);
  expect(composition.migration.scope.node.path).toBe("airflow/migration");
});

test("pools in the order of the file, Flower where it is asked for", () => {
  const workers = { zz: { queues: ["default"] }, aa: { queues: ["slow"] } };
  expect(names({ workers, flower: {} }).slice(4)).toEqual(["flower", "worker-zz", "worker-aa"]);
});

test("a database and a broker that exist are not made", () => {
  const password = { secret: "pw" };
  const { asked, service } = recorded(
    deployment({ metadataDatabase: { host: "pg.acme", password }, broker: { host: "redis.acme" } }),
  );
  expect(asked).toEqual(["run"]);
  expect(service("scheduler").secret).toMatchObject({
    AIRFLOW__DATABASE__SQL_ALCHEMY_CONN: [
      "postgresql+psycopg2://airflow:",
      { given: password, encode: "url" },
      "@pg.acme:5432/airflow",
    ],
    AIRFLOW__CELERY__BROKER_URL: ["redis://", "redis.acme:6379/0"],
  });
});

describe("LocalExecutor", () => {
  const local = recorded(deployment({ workers: {} }, { executor: "LocalExecutor", maxTaskDuration: "30m" }));

  test("has no broker, no Flower and no pool", () => {
    expect(local.asked).toEqual(["metadata-database of airflow", "run"]);
    expect(local.airflow.services.map(({ name }) => name)).toEqual([
      "webserver",
      "scheduler",
      "dag-processor",
      "triggerer",
    ]);
  });

  test("says nothing about Celery", () => {
    for (const { plain, secret } of local.airflow.services)
      expect(Object.keys({ ...plain, ...secret }).filter((name) => name.includes("CELERY"))).toEqual([]);
  });

  test("runs the tasks in the scheduler, which waits for them at a stop and serves their logs", () => {
    const { drain, listens, plain } = local.service("scheduler");
    expect(drain).toEqual({ seconds: 30 * 60 + 60 });
    expect(listens).toEqual([expect.objectContaining({ name: "logs", port: 8793, callers: ["webserver"] })]);
    expect(plain).toMatchObject({
      AIRFLOW__CORE__EXECUTOR: "LocalExecutor",
      AIRFLOW__CORE__DEFAULT_TASK_EXECUTION_TIMEOUT: "1800",
      DUMB_INIT_SETSID: "0",
    });
  });
});

test.each([
  ["the official one", {}, { reference: "apache/airflow:3.3.2" }],
  ["one that the file names", { image: "acme/airflow:7" }, { reference: "acme/airflow:7" }],
  [
    "one built from a folder",
    { image: { build: { context: "./image", args: { A: "1" }, secretArgs: { pip: { secret: "pip" } } } } },
    {
      build: {
        airflowVersion: "3.3.2",
        context: "./image",
        args: { A: "1" },
        secretArgs: { pip: { secret: "pip" } },
        proxyArgs: {},
      },
    },
  ],
  [
    "one with requirements only",
    { image: { build: { requirements: "requirements.txt" } } },
    { build: { airflowVersion: "3.3.2", requirements: "requirements.txt", args: {}, secretArgs: {}, proxyArgs: {} } },
  ],
])("image: %s", (_, airflow, source) => {
  expect(image(deployment({}, airflow))).toEqual(source);
});

describe("the migration", () => {
  const { composition, service } = recorded(
    deployment(
      {},
      {
        admin: { username: "boss", email: "boss@acme.org", password: { file: "boss.txt" } },
        slotPools: { zebra: { slots: 2 }, api: { slots: 8, description: "calls" } },
      },
    ),
  );
  const { command, plain, secret, files } = composition.migration;

  test("is one program with the variables and files of the other processes", () => {
    expect(command).toEqual(["python", "/opt/airflow-cdktf/airflow_cdktf_migrate.py"]);
    expect(plain).toMatchObject(service("scheduler").plain);
    expect(plain["AIRFLOW_CDKTF_AIRFLOW_VERSION"]).toBe("3.3.2");
    expect(secret).toMatchObject(service("scheduler").secret);
    expect(files).toEqual(service("scheduler").files);
  });

  test("is told the admin and the slot pools, in one order whatever the file's", () => {
    expect(plain).toMatchObject({
      AIRFLOW_CDKTF_ADMIN_USERNAME: "boss",
      AIRFLOW_CDKTF_ADMIN_EMAIL: "boss@acme.org",
      AIRFLOW_CDKTF_SLOT_POOLS: '{"api":{"slots":8,"description":"calls"},"zebra":{"slots":2,"description":""}}',
    });
    expect(secret["AIRFLOW_CDKTF_ADMIN_PASSWORD"]).toEqual([{ given: { file: "boss.txt" } }]);
  });

  test("alone knows the admin's password", () => {
    expect(service("webserver").secret).not.toHaveProperty("AIRFLOW_CDKTF_ADMIN_PASSWORD");
    expect(recorded(deployment()).composition.migration.secret["AIRFLOW_CDKTF_ADMIN_PASSWORD"]).toEqual([
      { secret: "admin" },
    ]);
  });
});

test("envFile is handed on by its path, never read", () => {
  expect(recorded(deployment({}, { envFile: ".env" })).composition.envFile).toBe(".env");
});

test("a version without a release is a fault of ours, for the rules refuse it", () => {
  expect(() => recorded(deployment({}, { version: "1.10.15" }))).toThrow(
    "airflow.version 1.10.15 has passed the rules without a release",
  );
});
