import { baseUrl } from "../../../lib/airflow/environment/address";
import { declaredQueues } from "../../../lib/airflow/environment/environment";
import type { Text } from "../../../lib/airflow/secrets/secret";
import { recorded } from "../../support/recording-platform";
import { deployment } from "../rules/deployment";

type Sections = Parameters<typeof deployment>[0];
/** What all processes have: the DAG processor adds nothing. */
const shared = (sections: Sections = {}, airflow: Sections = {}) =>
  recorded(deployment(sections, airflow)).service("dag-processor");

const BOTH = {
  AIRFLOW__CORE__EXECUTOR: "CeleryExecutor",
  AIRFLOW__CORE__LOAD_EXAMPLES: "False",
  AIRFLOW__CORE__DEFAULT_TIMEZONE: "Asia/Seoul",
  AIRFLOW__CORE__AUTH_MANAGER: "airflow.providers.fab.auth_manager.fab_auth_manager.FabAuthManager",
  AIRFLOW__CORE__DAGS_FOLDER: "/opt/airflow/dags",
  AIRFLOW__CORE__HOSTNAME_CALLABLE: "recorded.name",
  CONNECTION_CHECK_MAX_COUNT: "0",
  // A week: no pool limits its tasks.
  AIRFLOW__CELERY_BROKER_TRANSPORT_OPTIONS__SOCKET_KEEPALIVE: "True",
  AIRFLOW__CELERY_BROKER_TRANSPORT_OPTIONS__SOCKET_TIMEOUT: "30",
  AIRFLOW__CELERY_BROKER_TRANSPORT_OPTIONS__VISIBILITY_TIMEOUT: "604800",
  AIRFLOW__CELERY_BROKER_TRANSPORT_OPTIONS__SOCKET_CONNECT_TIMEOUT: "5",
  AIRFLOW__CELERY_BROKER_TRANSPORT_OPTIONS__INTERVAL_MAX: "3",
  CELERY_LOADER: "airflow_cdktf.celery_loader.Loader",
  AIRFLOW__DATABASE__SQL_ALCHEMY_CONNECT_ARGS: "airflow_cdktf.database_lost.POSTGRES",
  AIRFLOW__DATABASE__SQL_ALCHEMY_CONNECT_ARGS_ASYNC: "airflow_cdktf.database_lost.ASYNCPG",
  AIRFLOW__SCHEDULER__TASK_QUEUED_TIMEOUT: "4200",
  AIRFLOW__CELERY__EXTRA_CELERY_CONFIG: JSON.stringify({
    imports: ["worker_state"],
    broker_connection_retry_on_startup: true,
    broker_connection_max_retries: null,
    result_backend_always_retry: true,
    task_publish_retry_policy: { max_retries: null, interval_start: 0.1, interval_step: 0.2, interval_max: 0.5 },
    worker_enable_prefetch_count_reduction: false,
    worker_disable_prefetch: true,
    database_engine_options: {
      pool_pre_ping: true,
      pool_recycle: 1800,
      connect_args: { connect_timeout: 10, target_session_attrs: "read-write" },
    },
  }),
  AIRFLOW__CELERY__TASK_PUBLISH_MAX_RETRIES: "1000000",
  AIRFLOW_CDKTF_DIRECT:
    "localhost,127.0.0.1,::1,169.254.169.254,169.254.170.2,metadata.google.internal,webserver.test,10.99.0.0/16",
  PYTHONPATH: "/opt/airflow-cdktf",
};

const url = (scheme: string) => [
  `${scheme}://airflow:`,
  { secret: "metadata-database", encode: "url" },
  "@database.test:5432/airflow",
];
const SECRETS = {
  AIRFLOW__DATABASE__SQL_ALCHEMY_CONN: url("postgresql+psycopg2"),
  AIRFLOW__CELERY__RESULT_BACKEND: url("db+postgresql+psycopg2"),
  AIRFLOW__CELERY__BROKER_URL: ["redis://", ":", { secret: "broker", encode: "url" }, "@", "broker.test:6379/0"],
  AIRFLOW__CORE__FERNET_KEY: [{ secret: "fernet-1" }],
};

test("all variables of the smallest file on 3.x", () => {
  const { plain, secret } = shared({}, { timezone: "Asia/Seoul" });
  expect(plain).toEqual({
    ...BOTH,
    AIRFLOW__API__BASE_URL: "http://localhost:8080",
    AIRFLOW__CORE__EXECUTION_API_SERVER_URL: "http://webserver.test:8080/execution/",
    AIRFLOW__EXECUTION_API__JWT_EXPIRATION_TIME: "86400",
    // Tasks outlast a webserver that is away for ten minutes.
    AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT: "780",
    AIRFLOW__WORKERS__MAX_FAILED_HEARTBEATS: "132",
    AIRFLOW__WORKERS__EXECUTION_API_RETRIES: "111",
    AIRFLOW__WORKERS__EXECUTION_API_RETRY_WAIT_MAX: "15",
  });
  expect(secret).toEqual({
    ...SECRETS,
    AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_ASYNC: url("postgresql+asyncpg"),
    AIRFLOW__API__SECRET_KEY: [{ secret: "api-1" }],
    AIRFLOW__API_AUTH__JWT_SECRET: [{ secret: "jwt-1" }],
  });
});

test("all variables of the smallest file on 2.11", () => {
  const { plain, secret } = shared({}, { version: "2.11.2", timezone: "Asia/Seoul" });
  expect(plain).toEqual({
    ...BOTH,
    AIRFLOW__WEBSERVER__BASE_URL: "http://localhost:8080",
    AIRFLOW__WEBSERVER__DEFAULT_UI_TIMEZONE: "Asia/Seoul",
    AIRFLOW__SCHEDULER__STANDALONE_DAG_PROCESSOR: "True",
  });
  expect(secret).toEqual({ ...SECRETS, AIRFLOW__WEBSERVER__SECRET_KEY: [{ secret: "api-1" }] });
});

test("an option of the file for the results' database is not hidden by ours", () => {
  const { plain } = shared({}, { options: { celery: { result_backend_sqlalchemy_engine_options: "{}" } } });
  expect(plain["AIRFLOW__CELERY__EXTRA_CELERY_CONFIG"]).not.toContain("database_engine_options");
});

test("options stand above the target's variables, the environment above both", () => {
  const options = { core: { hostname_callable: "options", parallelism: "8" } };
  const name = "AIRFLOW__CORE__HOSTNAME_CALLABLE";
  expect(shared({}, { options }).plain).toMatchObject({ [name]: "options", AIRFLOW__CORE__PARALLELISM: "8" });
  expect(shared({}, { options, environment: { [name]: "environment" } }).plain).toMatchObject({
    [name]: "environment",
  });
});

test("the user's PYTHONPATH comes after our programs", () => {
  expect(shared({}, { environment: { PYTHONPATH: "/opt/airflow/scripts:/srv" } }).plain["PYTHONPATH"]).toBe(
    "/opt/airflow-cdktf:/opt/airflow/scripts:/srv",
  );
});

test("keys by their generations; of several Fernet keys the first encrypts", () => {
  const { secret } = shared({ keys: { fernet: [3, 2, 1], api: 4, jwt: 5 } });
  expect(secret).toMatchObject({
    AIRFLOW__CORE__FERNET_KEY: [{ secret: "fernet-3" }, ",", { secret: "fernet-2" }, ",", { secret: "fernet-1" }],
    AIRFLOW__API__SECRET_KEY: [{ secret: "api-4" }],
    AIRFLOW__API_AUTH__JWT_SECRET: [{ secret: "jwt-5" }],
  });
});

test("a Fernet key that exists is read from where the file says", () => {
  const given = { secret: "old-fernet" };
  const { secret } = shared({ keys: { fernet: [1, given] } });
  expect(secret["AIRFLOW__CORE__FERNET_KEY"]).toEqual([{ secret: "fernet-1" }, ",", { given }]);
});

test("limits follow maxTaskDuration", () => {
  const { plain } = shared({}, { maxTaskDuration: "2d" });
  expect(plain).toMatchObject({
    AIRFLOW__CORE__DEFAULT_TASK_EXECUTION_TIMEOUT: "172800",
    // Above the longest drain, so that Redis never hands a running task out again.
    AIRFLOW__CELERY_BROKER_TRANSPORT_OPTIONS__VISIBILITY_TIMEOUT: String(172_860 + 3600),
    AIRFLOW__SCHEDULER__TASK_QUEUED_TIMEOUT: String(172_860 + 600),
    // A task may wait in its queue as long; its token lives longer.
    AIRFLOW__EXECUTION_API__JWT_EXPIRATION_TIME: String(2 * (172_860 + 600)),
  });
});

const hole = (text: Text | undefined) => text?.filter((part) => typeof part !== "string");

test("credentials of the repository are a connection", () => {
  const password = { secret: "git-token" };
  const { secret } = shared({}, { dags: { git: "https://example.com/d.git", credentials: { password } } });
  const text = secret["AIRFLOW_CONN_AIRFLOW_CDKTF_DAGS"];
  expect(hole(text)).toEqual([{ given: password, encode: "json" }]);
  expect(
    JSON.parse((text ?? []).map((part) => (typeof part === "string" ? part : JSON.stringify("filled"))).join("")),
  ).toEqual({
    conn_type: "git",
    host: "https://example.com/d.git",
    login: "git",
    password: "filled",
  });
});

test("a key for the repository is in the connection, with the hosts that are checked", () => {
  const sshKey = { secret: "git-key" };
  const dags = { git: "git@example.com:d.git", credentials: { sshKey, knownHosts: "example.com ssh-rsa A" } };
  const text = shared({}, { dags }).secret["AIRFLOW_CONN_AIRFLOW_CDKTF_DAGS"];
  expect(hole(text)).toEqual([{ given: sshKey, encode: "json" }]);
  expect(
    JSON.parse((text ?? []).map((part) => (typeof part === "string" ? part : JSON.stringify("a\nb"))).join("")),
  ).toEqual({
    conn_type: "git",
    host: "git@example.com:d.git",
    extra: {
      strict_host_key_checking: "yes",
      known_hosts_file: "/opt/airflow-cdktf/known_hosts",
      private_key: "a\nb",
    },
  });
});

test("no secret that the file refers to is ever in a plain variable", () => {
  const given = (name: string) => ({ secret: `the-${name}` });
  const { airflow, composition } = recorded(
    deployment(
      {
        metadataDatabase: { password: given("database") },
        broker: { password: given("broker") },
        flower: { password: given("flower") },
        workers: { main: { queues: ["default"], environment: { POOL: given("pool") } } },
      },
      {
        environment: { TOKEN: given("token") },
        options: { smtp: { smtp_password: given("smtp") } },
        connections: { mysql: given("connection") },
        variables: { key: given("variable") },
        admin: { password: given("admin") },
        dags: { git: "https://example.com/d.git", credentials: { password: given("git") } },
      },
    ),
  );
  const plain = [...airflow.services, composition.migration].map((process) => JSON.stringify(process.plain));
  expect(plain.filter((text) => text.includes("the-"))).toEqual([]);
  const known = JSON.stringify(composition.services.map(({ service }) => service.secret));
  for (const name of ["database", "broker", "flower", "pool", "token", "smtp", "git"])
    expect(known).toContain(`{"secret":"the-${name}"}`);
});

test("every secret is text with a hole", () => {
  const { airflow } = recorded(deployment({ flower: {} }));
  for (const { secret } of airflow.services)
    for (const text of Object.values(secret)) expect(hole(text)?.length).toBeGreaterThan(0);
});

test("the address that people type", () => {
  expect(baseUrl(deployment({ webserver: { port: 8988 } }))).toBe("http://localhost:8988");
  expect(baseUrl(deployment({ webserver: { baseUrl: "https://airflow.acme.org" } }))).toBe("https://airflow.acme.org");
});

test("with a path in it no proxy's word adds one, unless the file says so", () => {
  const webserver = { baseUrl: "https://data.example.com/airflow/" };
  expect(shared({ webserver }).plain).toMatchObject({ AIRFLOW__FAB__PROXY_FIX_X_PREFIX: "0" });
  expect(shared({ webserver }, { version: "2.11.2" }).plain).toMatchObject({
    AIRFLOW__WEBSERVER__PROXY_FIX_X_PREFIX: "0",
  });
  const options = { fab: { proxy_fix_x_prefix: "1" } };
  expect(shared({ webserver }, { options }).plain).toMatchObject({ AIRFLOW__FAB__PROXY_FIX_X_PREFIX: "1" });
});

test("queues of all pools, each once, in the order of the file and without spaces", () => {
  const workers = { one: { queues: ["slow", "default"] }, two: { queues: ["gpu", "slow"] } };
  expect(declaredQueues(deployment({ workers }))).toEqual(["slow", "default", "gpu"]);
  const { composition, airflow } = recorded(deployment({ workers }));
  expect(composition.migration.plain["AIRFLOW_CDKTF_QUEUES"]).toBe("slow,default,gpu");
  // A change of one pool's queues must not replace the others.
  for (const { plain } of airflow.services) expect(plain).not.toHaveProperty("AIRFLOW_CDKTF_QUEUES");
});
