import { PROGRAMS } from "../files/files";
import type { Profile, Release } from "./release";

const commands = {
  scheduler: ["scheduler"],
  dagProcessor: ["dag-processor"],
  triggerer: ["triggerer"],
  worker: ["celery", "worker"],
  // Without --basic-auth, whose value ends a login at each comma: the configuration takes it whole.
  flower: ["celery", "flower", "--basic-auth=", `--flower-conf=${PROGRAMS}/airflow_cdktf_flower.py`],
  migrate: ["db", "migrate"],
} as const;

// So that both releases have the same users and roles; 3.x would otherwise print passwords into its log.
const fab = { "core.auth_manager": "airflow.providers.fab.auth_manager.fab_auth_manager.FabAuthManager" };

/** The one table of what differs; it has a row for every supported release. */
export const RELEASES: Readonly<Record<Profile, Release>> = {
  "2.11": {
    name: "2.11",
    // Its own place for the note of its process is beside its configuration, which not every target lets it write to.
    commands: { ...commands, webserver: ["webserver", "--pid", "/dev/shm/airflow-webserver.pid"] },
    alive: "/api/v1/version",
    options: {
      secretKey: "webserver.secret_key",
      baseUrl: "webserver.base_url",
      port: "webserver.web_server_port",
      dagRefreshInterval: "scheduler.dag_dir_list_interval",
      uiTimezone: "webserver.default_ui_timezone",
      exposeConfig: "webserver.expose_config",
      proxyFix: "webserver.enable_proxy_fix",
      proxies: "webserver.proxy_fix_x_for",
      proxyPrefixes: "webserver.proxy_fix_x_prefix",
      webserverConfig: "webserver.config_file",
      webserverWorkers: "webserver.workers",
      heartbeatTimeout: "scheduler.scheduler_zombie_task_threshold",
    },
    // 2.11 parses DAGs inside the scheduler unless told otherwise; 3.x always in a process of its own.
    fixed: { ...fab, "scheduler.standalone_dag_processor": "True" },
    executionApi: false,
    webserverProcesses: 4,
    dagsFromGit: "git-sync",
    parallelismZero: "unlimited",
    connections: {
      webserverProcess: 1,
      scheduler: 3,
      dagProcessor: 3,
      triggerer: 2,
      flower: 1,
      worker: 1,
      slot: 2,
      localSlot: 1,
    },
    memory: {
      webserver: 640,
      scheduler: 256,
      dagProcessor: 256,
      triggerer: 224,
      flower: 192,
      worker: 192,
      slot: 152,
      child: 192,
      localSlot: 72,
    },
  },
  "3": {
    name: "3.1 and newer 3.x",
    commands: { ...commands, webserver: ["api-server"] },
    alive: "/api/v2/version",
    options: {
      secretKey: "api.secret_key",
      baseUrl: "api.base_url",
      port: "api.port",
      jwtSecret: "api_auth.jwt_secret",
      executionApiUrl: "core.execution_api_server_url",
      executionTokenSeconds: "execution_api.jwt_expiration_time",
      asyncDatabaseUrl: "database.sql_alchemy_conn_async",
      dagBundles: "dag_processor.dag_bundle_config_list",
      dagRefreshInterval: "dag_processor.refresh_interval",
      exposeConfig: "api.expose_config",
      proxyFix: "fab.enable_proxy_fix",
      proxies: "fab.proxy_fix_x_for",
      proxyPrefixes: "fab.proxy_fix_x_prefix",
      webserverConfig: "fab.config_file",
      webserverWorkers: "api.workers",
      heartbeatTimeout: "scheduler.task_instance_heartbeat_timeout",
    },
    fixed: fab,
    executionApi: true,
    webserverProcesses: 1,
    dagsFromGit: "bundle",
    parallelismZero: "refused",
    connections: {
      webserverProcess: "pool",
      scheduler: 3,
      dagProcessor: 2,
      triggerer: 2,
      flower: 1,
      worker: 1,
      slot: 1,
      localSlot: 0,
    },
    memory: {
      webserver: 384,
      scheduler: 256,
      dagProcessor: 256,
      triggerer: 256,
      flower: 192,
      worker: 256,
      slot: 64,
      child: 192,
      localSlot: 52,
    },
  },
};
