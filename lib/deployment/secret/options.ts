/**
 * Options whose value may hold a secret, as SECTION.KEY: `sensitive: true` in the described options of 2.11.2 and
 * 3.3.2 and of the providers in these images.
 */
export const SENSITIVE_OPTIONS: ReadonlySet<string> = new Set([
  "api.secret_key",
  "api_auth.jwt_secret",
  "atlas.password",
  "celery.broker_url",
  "celery.flower_basic_auth",
  "celery.result_backend",
  "celery_broker_transport_options.sentinel_kwargs",
  "celery_result_backend_transport_options.sentinel_kwargs",
  "core.asset_manager_kwargs",
  "core.dataset_manager_kwargs",
  "core.fernet_key",
  "core.internal_api_secret_key",
  "core.sql_alchemy_conn",
  "database.sql_alchemy_conn",
  "database.sql_alchemy_conn_async",
  "database.sql_alchemy_engine_args",
  "logging.remote_task_handler_kwargs",
  "opensearch.password",
  "secrets.backend_kwargs",
  "sentry.sentry_dsn",
  "smtp.smtp_password",
  "webserver.secret_key",
  "workers.secrets_backend_kwargs",
]);
