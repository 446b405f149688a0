import { compose, imported } from "../importing";

const airflowOf = (environment: readonly string[], image?: string) => {
  const { value, ...rest } = imported(compose({ environment, ...(image === undefined ? {} : { image }) }));
  return { airflow: value["airflow"] ?? {}, value, ...rest };
};

test("options, their kinds, and those that the file has keys for", () => {
  const { airflow, value } = airflowOf([
    'AIRFLOW__CORE__PARALLELISM: "64"',
    'AIRFLOW__CORE__LOAD_EXAMPLES: "false"',
    'AIRFLOW__SCHEDULER__PARSING_CLEANUP_INTERVAL: "007"',
    "AIRFLOW__CORE__DEFAULT_TIMEZONE: Asia/Seoul",
    'AIRFLOW__CORE__DEFAULT_TASK_EXECUTION_TIMEOUT: "5400"',
    "AIRFLOW__API__BASE_URL: https://airflow.example.com",
  ]);
  expect(airflow).toEqual({
    version: "3.3.2",
    timezone: "Asia/Seoul",
    options: { core: { parallelism: 64, load_examples: false }, scheduler: { parsing_cleanup_interval: "007" } },
    maxTaskDuration: "90m",
  });
  expect(value["webserver"]).toEqual({ baseUrl: "https://airflow.example.com" });
});

test("an option has the name of its release, or is not carried", () => {
  const { airflow, report } = airflowOf([
    "AIRFLOW__SCHEDULER__DAG_DIR_LIST_INTERVAL: 60",
    "AIRFLOW__WEBSERVER__DAG_DEFAULT_VIEW: graph",
    "AIRFLOW__API__AUTH_BACKENDS: airflow.api.auth.backend.basic_auth",
  ]);
  expect(airflow["options"]).toEqual({ dag_processor: { refresh_interval: 60 } });
  expect(report.changed).toContain(
    "docker-compose.yml:5 x-common.environment.AIRFLOW__SCHEDULER__DAG_DIR_LIST_INTERVAL: option scheduler.dag_dir_list_interval is called dag_processor.refresh_interval in Airflow 3.3.2",
  );
  expect(report.left).toEqual([
    "docker-compose.yml:6 x-common.environment.AIRFLOW__WEBSERVER__DAG_DEFAULT_VIEW: Airflow 3.3.2 has no option webserver.dag_default_view and none in its place; leave it out",
    "docker-compose.yml:7 x-common.environment.AIRFLOW__API__AUTH_BACKENDS: the authentication backends are those of 2.x; 3.x has its own, see the FAB provider's documentation",
  ]);
});

const KEY = "bm90IGEga2V5LCBvbmx5IGl0cyBzaGFwZSwgMzIgYnl0ZXM=";

test("no secret is in the file or in the report", () => {
  const { airflow, secrets, text, report } = airflowOf([
    `AIRFLOW__CORE__FERNET_KEY: ${KEY}`,
    "AIRFLOW__API__SECRET_KEY: s3cr3t-1",
    "AIRFLOW__API_AUTH__JWT_SECRET: s3cr3t-2",
    "AIRFLOW__ACME__CLIENT_SECRET: s3cr3t-8",
    "AIRFLOW__SENTRY__SENTRY_DSN: https://s3cr3t-3@sentry.example.com/1",
    "AIRFLOW_CONN_WAREHOUSE: postgresql://me:s3cr3t-4@dw.example.com/dw",
    "AIRFLOW_VAR_API_TOKEN: s3cr3t-5",
    "AIRFLOW_VAR_REGION: eu",
    "API_TOKEN: s3cr3t-6",
    "DB_PASS: s3cr3t-9",
    "SOME_URL: https://me:s3cr3t-7@example.com",
    "STAGE: test",
  ]);
  expect(airflow).toEqual({
    version: "3.3.2",
    options: {
      acme: { client_secret: { secret: "acme-acme-client-secret" } },
      sentry: { sentry_dsn: { secret: "acme-sentry-sentry-dsn" } },
    },
    environment: {
      API_TOKEN: { secret: "acme-api-token" },
      DB_PASS: { secret: "acme-db-pass" },
      SOME_URL: { secret: "acme-some-url" },
      STAGE: "test",
    },
    connections: { warehouse: { secret: "acme-connection-warehouse" } },
    variables: { api_token: { secret: "acme-variable-api-token" }, region: "eu" },
  });
  expect(secrets.map(({ path, content }) => `${path}=${content}`)).toEqual([
    `secrets/acme-fernet=${KEY}`,
    "secrets/acme-acme-client-secret=s3cr3t-8",
    "secrets/acme-sentry-sentry-dsn=https://s3cr3t-3@sentry.example.com/1",
    "secrets/acme-connection-warehouse=postgresql://me:s3cr3t-4@dw.example.com/dw",
    "secrets/acme-variable-api-token=s3cr3t-5",
    "secrets/acme-api-token=s3cr3t-6",
    "secrets/acme-db-pass=s3cr3t-9",
    "secrets/acme-some-url=https://me:s3cr3t-7@example.com",
  ]);
  expect(text + JSON.stringify(report)).not.toMatch(/s3cr3t|bm90IGEg/);
});

test("a secret whose value is not known here is still a reference", () => {
  const open = "$" + "{";
  const { airflow, secrets } = airflowOf([`API_TOKEN: ${open}API_TOKEN}`, `AIRFLOW_CONN_DW: ${open}DW}`]);
  expect(airflow["environment"]).toEqual({ API_TOKEN: { secret: "acme-api-token" } });
  expect(airflow["connections"]).toEqual({ dw: { secret: "acme-connection-dw" } });
  expect(secrets.map(({ content }) => content)).toEqual([undefined, undefined]);
});

test("Fernet keys are carried over as secrets, the first one first", () => {
  const { value, secrets } = airflowOf([`AIRFLOW__CORE__FERNET_KEY: ${KEY},${KEY}2`]);
  expect(value["keys"]).toEqual({ fernet: [{ secret: "acme-fernet" }, { secret: "acme-fernet-2" }] });
  expect(secrets.map(({ path, content }) => [path, content])).toEqual([
    ["secrets/acme-fernet", KEY],
    ["secrets/acme-fernet-2", `${KEY}2`],
  ]);
});

const own = (variables: string) => [
  "command: celery worker",
  `environment: { AIRFLOW__CORE__EXECUTOR: CeleryExecutor, ${variables} }`,
];

test("what differs between workers is their pool's", () => {
  const text = compose({
    environment: ["STAGE: test", 'OMP_NUM_THREADS: "1"'],
    workers: {
      one: own("STAGE: test, OMP_NUM_THREADS: '1', MODEL: small"),
      two: own("STAGE: test, OMP_NUM_THREADS: '8', MODEL: large, MODEL_KEY: hush"),
    },
  });
  const { value } = imported(text);
  expect(value["airflow"]?.["environment"]).toEqual({ STAGE: "test", OMP_NUM_THREADS: "1" });
  expect(value["workers"]).toEqual({
    one: { queues: ["default"], environment: { MODEL: "small" } },
    two: {
      queues: ["default"],
      environment: { OMP_NUM_THREADS: "8", MODEL: "large", MODEL_KEY: { secret: "acme-two-model-key" } },
    },
  });
});

test("an option that differs is the scheduler's, said", () => {
  const { value, report } = imported(
    compose({ environment: ["AIRFLOW__CORE__PARALLELISM: 8"], workers: { one: own("AIRFLOW__CORE__PARALLELISM: 9") } }),
  );
  expect(value["airflow"]?.["options"]).toEqual({ core: { parallelism: 8 } });
  expect(report.left).toEqual([
    "docker-compose.yml:16 services.one.environment.AIRFLOW__CORE__PARALLELISM: AIRFLOW__CORE__PARALLELISM has another value in service one; it is one for all processes, the one of scheduler",
  ]);
});

test("list form, and a name whose value the shell has", () => {
  const services = ["scheduler", "worker"].map((name) =>
    [
      `  ${name}:`,
      "    image: apache/airflow:3.3.2",
      `    command: ${name === "worker" ? "celery worker" : name}`,
      "    environment: [AIRFLOW__CORE__EXECUTOR=CeleryExecutor, STAGE, GONE, 'TEXT=a=b']",
    ].join("\n"),
  );
  const { value } = imported(`services:\n${services.join("\n")}\n`, { environment: { STAGE: "live" } });
  expect(value["airflow"]?.["environment"]).toEqual({ STAGE: "live", TEXT: "a=b" });
});

test("a command or a secrets backend is never taken for the value", () => {
  const { airflow, value, report, secrets } = airflowOf([
    "AIRFLOW__CORE__FERNET_KEY_CMD: cat /etc/key",
    "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_SECRET: airflow/db",
    "AIRFLOW__CELERY__BROKER_URL_SECRET: airflow/broker",
    "AIRFLOW__API__SECRET_KEY_CMD: vault read x",
    "AIRFLOW__SENTRY__SENTRY_DSN_SECRET: airflow/sentry",
    "AIRFLOW__CORE__DEFAULT_TIMEZONE_CMD: cat /etc/timezone",
  ]);
  expect([airflow, value["keys"], secrets]).toEqual([{ version: "3.3.2" }, undefined, []]);
  const of = (line: number, name: string) =>
    `docker-compose.yml:${line} x-common.environment.AIRFLOW__${name}: option `;
  expect(report.left).toEqual([
    `${of(5, "CORE__FERNET_KEY_CMD")}core.fernet_key comes from a command, whose output is not known here; write keys.fernet: [{ secret: NAME }]`,
    `${of(6, "DATABASE__SQL_ALCHEMY_CONN_SECRET")}database.sql_alchemy_conn comes from a secrets backend, which is not asked here; write metadataDatabase`,
    `${of(7, "CELERY__BROKER_URL_SECRET")}celery.broker_url comes from a secrets backend, which is not asked here; write broker`,
    `${of(8, "API__SECRET_KEY_CMD")}api.secret_key comes from a command, whose output is not known here; write the number of its generation under keys.api`,
    `${of(9, "SENTRY__SENTRY_DSN_SECRET")}sentry.sentry_dsn comes from a secrets backend, which is not asked here; write airflow.options.sentry.sentry_dsn: { secret: NAME } and its value into secrets/NAME`,
    `${of(10, "CORE__DEFAULT_TIMEZONE_CMD")}core.default_timezone comes from a command, whose output is not known here; write airflow.timezone`,
  ]);
});

test("a command that prints one of compose's secrets is known", () => {
  const { value, secrets } = imported(
    compose({
      environment: ["AIRFLOW__CORE__FERNET_KEY_CMD: cat /run/secrets/fernet"],
      top: ["secrets:", "  fernet: { file: ./fernet.key }"],
    }),
    { files: { "fernet.key": `${KEY}\n` } },
  );
  expect(value["keys"]).toEqual({ fernet: [{ secret: "acme-fernet" }] });
  expect(secrets).toEqual([{ path: "secrets/acme-fernet", content: KEY }]);
});

test("empty is empty, and without a value is not set", () => {
  const { airflow, report } = airflowOf(["EMPTY: ''", "UNSET:", "AIRFLOW__CORE__FERNET_KEY: ''"]);
  expect(airflow["environment"]).toEqual({ EMPTY: "" });
  expect(report.left).toEqual([
    "docker-compose.yml:6 x-common.environment.UNSET: UNSET of services scheduler, webserver and worker has no value here, so compose did not set it; write airflow.environment for a value",
  ]);
  expect(report.changed).toContain(
    "docker-compose.yml:7 x-common.environment.AIRFLOW__CORE__FERNET_KEY: without a key nothing was encrypted; a generated key encrypts from now on",
  );
});
