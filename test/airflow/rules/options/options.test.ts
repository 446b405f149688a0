import { options } from "../../../../lib/airflow/rules/options/options";
import type { Finding } from "../../../../lib/deployment/words/finding";
import { deployment } from "../deployment";

type Sections = Parameters<typeof deployment>[0];
const table: readonly (readonly [what: string, sections: Sections, airflow: Sections, findings: readonly Finding[]])[] =
  [
    [
      "options that 3.3.2 describes",
      {},
      {
        options: {
          core: { parallelism: 64, load_examples: "True" },
          operators: { default_queue: "default" },
          secrets: { backend: "acme.Vault", backend_kwargs: { file: "vault.json" } },
          dag_processor: { refresh_interval: 60 },
        },
      },
      [],
    ],
    [
      "what would leave the webserver's guard out, or its ports in another language",
      {},
      {
        options: {
          core: { plugins_folder: "/opt/airflow/dags/plugins", lazy_load_plugins: "False" },
          api: { port: 8795, host: "127.0.0.1", ssl_cert: "/certs/a.pem", workers: 2, server_type: "gunicorn" },
        },
      },
      [
        {
          path: ["airflow", "options", "core", "plugins_folder"],
          message: "[core] plugins_folder is set by this program; write airflow.files.plugins",
        },
        {
          path: ["airflow", "options", "api", "port"],
          message: "[api] port is set by this program; write webserver.port",
        },
        {
          path: ["airflow", "options", "api", "host"],
          message: "[api] host is set by this program; leave it out: the webserver listens where the target needs it",
        },
        {
          path: ["airflow", "options", "api", "ssl_cert"],
          message:
            "[api] ssl_cert is set by this program; leave it out: workers and health checks speak to the webserver inside; " +
            "put a proxy with TLS before it, and write webserver.baseUrl",
        },
      ],
    ],
    [
      "set by this program",
      {},
      {
        options: {
          core: {
            executor: "x",
            sql_alchemy_conn: "x",
            fernet_key: { secret: "x" },
            default_task_execution_timeout: 60,
          },
          webserver: { base_url: "x", secret_key: { secret: "x" } },
          celery: { worker_concurrency: 4, extra_celery_config: "{}" },
          celery_broker_transport_options: { visibility_timeout: 3600 },
          api_auth: { jwt_secret: { secret: "x" } },
          dag_processor: { dag_bundle_config_list: "[]" },
        },
      },
      [
        {
          path: ["airflow", "options", "core", "executor"],
          message: "[core] executor is set by this program; write airflow.executor",
        },
        {
          path: ["airflow", "options", "core", "sql_alchemy_conn"],
          message: "[core] sql_alchemy_conn is set by this program; write metadataDatabase",
        },
        {
          path: ["airflow", "options", "core", "fernet_key"],
          message:
            "[core] fernet_key is set by this program; write the numbers of its generations under keys.fernet, or { secret: NAME } there for one that exists",
        },
        {
          path: ["airflow", "options", "core", "default_task_execution_timeout"],
          message:
            "[core] default_task_execution_timeout is set by this program; write airflow.maxTaskDuration, or maxTaskDuration of one pool",
        },
        {
          path: ["airflow", "options", "webserver", "base_url"],
          message: "[webserver] base_url is set by this program; write webserver.baseUrl",
        },
        {
          path: ["airflow", "options", "webserver", "secret_key"],
          message: "[webserver] secret_key is set by this program; write the number of its generation under keys.api",
        },
        {
          path: ["airflow", "options", "celery", "worker_concurrency"],
          message: "[celery] worker_concurrency is set by this program; write workers.POOL.concurrency",
        },
        {
          path: ["airflow", "options", "celery", "extra_celery_config"],
          message:
            "[celery] extra_celery_config is set by this program; name a module of your image in airflow.options.celery.celery_config_options that extends Airflow's DEFAULT_CELERY_CONFIG: this program loads its worker module through this option",
        },
        {
          path: ["airflow", "options", "celery_broker_transport_options", "visibility_timeout"],
          message:
            "[celery_broker_transport_options] visibility_timeout is set by this program; write airflow.maxTaskDuration: it is set above the longest task",
        },
        {
          path: ["airflow", "options", "api_auth", "jwt_secret"],
          message: "[api_auth] jwt_secret is set by this program; write the number of its generation under keys.jwt",
        },
        {
          path: ["airflow", "options", "dag_processor", "dag_bundle_config_list"],
          message: "[dag_processor] dag_bundle_config_list is set by this program; write airflow.dags",
        },
      ],
    ],
    [
      "an option that is gone",
      {},
      { options: { smtp: { smtp_password: "x" } } },
      [
        {
          path: ["airflow", "options", "smtp", "smtp_password"],
          message:
            "Airflow 3.3.2 has no option [smtp] smtp_password, and none in its place; write the connection smtp_default under airflow.connections",
        },
      ],
    ],
    [
      "the secrets backend serves the file's connections",
      {},
      { connections: { mysql_test: { secret: "mysql" } }, options: { secrets: { backend: "acme.Vault" } } },
      [
        {
          path: ["airflow", "options", "secrets", "backend"],
          message:
            "[secrets] backend is set by this program, to serve airflow.connections and airflow.variables of this file; leave it out, or keep connections and variables in your own secrets backend and remove these two",
        },
      ],
    ],
    [
      "spelling",
      {},
      {
        options: {
          core: { Parallelism: 3 },
          "common.io": { xcom_objectstorage_path: "1" },
          common_io: { xcom_objectstorage_path: "1" },
        },
      },
      [
        {
          path: ["airflow", "options", "core", "Parallelism"],
          message:
            "[core] Parallelism: options are written in lower case, digits and '_', as Airflow does: core.parallelism",
        },
        {
          path: ["airflow", "options", "common_io", "xcom_objectstorage_path"],
          message:
            "[common_io] xcom_objectstorage_path and [common.io] xcom_objectstorage_path are one option for Airflow; remove one",
        },
      ],
    ],
  ];

test.each(table)("%s", (_, sections, airflow, findings) => {
  const file = deployment(sections, airflow);
  expect(options(file)).toEqual(findings);
});
