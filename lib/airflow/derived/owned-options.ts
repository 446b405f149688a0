import { LONGEST_OF_ALL_WORDS, LONGEST_TASK } from "../../deployment/schema/longest-task";

const TLS =
  "leave it out: workers and health checks speak to the webserver inside; put a proxy with TLS before it, and write webserver.baseUrl";

/** Options that this program sets from other keys of the file, or for all targets alike; and what to write instead. */
export const OWNED_OPTIONS: Readonly<Record<string, string>> = {
  "core.executor": "write airflow.executor",
  "core.default_timezone": "write airflow.timezone",
  "core.fernet_key":
    "write the numbers of its generations under keys.fernet, or { secret: NAME } there for one that exists",
  "core.dags_folder": "write airflow.dags",
  "core.plugins_folder": "write airflow.files.plugins",
  "core.default_task_execution_timeout": `write ${LONGEST_OF_ALL_WORDS}, or ${LONGEST_TASK} of one pool`,
  "core.auth_manager": "leave it out: the admin of this file is a user of Airflow's FAB auth manager",
  "core.hostname_callable": "leave it out: the target sets it so that the UI finds the logs",
  "core.execution_api_server_url": "leave it out: it is made from the webserver's own address",
  "workers.execution_api_server_url": "leave it out: it is made from the webserver's own address",
  "core.sql_alchemy_conn": "write metadataDatabase",
  "database.sql_alchemy_conn": "write metadataDatabase",
  "database.sql_alchemy_conn_async": "write metadataDatabase",
  "celery.result_backend": "write metadataDatabase, which also holds Celery's results",
  "celery.broker_url": "write broker",
  "celery.ssl_active": "write broker.tls",
  "celery.ssl_mutual_tls": "write broker.tls",
  "celery.ssl_key": "write broker.tls",
  "celery.ssl_cert": "write broker.tls",
  "celery.ssl_cacert": "write broker.tls",
  "celery.worker_concurrency": "write workers.POOL.concurrency",
  "celery.worker_autoscale": "write workers.POOL.concurrency and workers.POOL.replicas: it would override them",
  "celery.extra_celery_config":
    "name a module of your image in airflow.options.celery.celery_config_options that extends Airflow's DEFAULT_CELERY_CONFIG: " +
    "this program loads its worker module through this option",
  "celery.flower_host": "leave it out: Flower listens where the target needs it",
  "celery.flower_port": "write flower.port",
  "celery.flower_basic_auth": "write flower.username and flower.password",
  "celery_broker_transport_options.visibility_timeout": `write ${LONGEST_OF_ALL_WORDS}: it is set above the longest task`,
  "webserver.base_url": "write webserver.baseUrl",
  "api.base_url": "write webserver.baseUrl",
  "webserver.web_server_port": "write webserver.port",
  "api.port": "write webserver.port",
  "webserver.web_server_host": "leave it out: the webserver listens where the target needs it",
  "api.host": "leave it out: the webserver listens where the target needs it",
  "webserver.web_server_ssl_cert": TLS,
  "webserver.web_server_ssl_key": TLS,
  "api.ssl_cert": TLS,
  "api.ssl_key": TLS,
  "api.ssl_ca_file": TLS,
  "api.ssl_cert_reqs": TLS,
  "webserver.secret_key": "write the number of its generation under keys.api",
  "api.secret_key": "write the number of its generation under keys.api",
  "api_auth.jwt_secret": "write the number of its generation under keys.jwt",
  "webserver.config_file": "write airflow.files.webserverConfig",
  "fab.config_file": "write airflow.files.webserverConfig",
  "dag_processor.dag_bundle_config_list": "write airflow.dags",
  "scheduler.standalone_dag_processor": "leave it out: DAGs are always parsed by a process of their own",
  "scheduler.enable_health_check": "leave it out: health checks are set by this program",
  "scheduler.scheduler_health_check_server_port": "leave it out: health checks are set by this program",
  "logging.base_log_folder": "leave it out: the target keeps the folder of the logs",
  "logging.worker_log_server_port": "leave it out: the target opens this port to the webserver",
  "logging.trigger_log_server_port": "leave it out: the target opens this port to the webserver",
  "logging.triggerer_log_server_port": "leave it out: the target opens this port to the webserver",
};

/** These serve airflow.connections and airflow.variables, so they are the file's own as soon as it has some. */
export const SECRETS_BACKEND_OPTIONS: readonly string[] = [
  "secrets.backend",
  "secrets.backend_kwargs",
  "workers.secrets_backend",
  "workers.secrets_backend_kwargs",
];

/** Connection by which Airflow reads and writes logs in a cloud; the user's own `aws_default` is left alone. */
export const LOG_CONNECTION = "airflow_cdktf_logs";
