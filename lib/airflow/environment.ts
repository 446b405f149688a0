import type { Deployment } from "../deployment/schema";
import { brokerUrl } from "./broker-url";
import { celeryVariables } from "./celery";
import { dagVariables, GIT_CONNECTION, GIT_USER } from "./dags";
import { databaseTlsVariables } from "./database-tls";
import { databaseUrls } from "./database-url";
import { PROGRAMS } from "./files";
import { KNOWN_HOSTS } from "./known-hosts";
import { byOption, onlySecrets, onlyText, optionVariable, plainOptions, secretOptions } from "./option";
import type { Endpoint } from "./platform";
import type { Release } from "./release";
import { taskTimeoutSeconds } from "./rules/drain";
import { executionTokenSeconds } from "./rules/token-life";
import { hole, inJson, type Text } from "./secret";

type Values = Readonly<Record<string, string>>;
type Secrets = Readonly<Record<string, Text>>;

/** What the variables of every process are made from. */
export interface Surroundings {
  readonly deployment: Deployment;
  readonly release: Release;
  /** The project's folder on this machine. */
  readonly root: string;
  readonly database: Endpoint;
  /** Undefined with LocalExecutor. */
  readonly broker: Endpoint | undefined;
  readonly webserver: Endpoint;
  /** What only the target knows. */
  readonly target: Values;
  /** Who may be a worker by the address, see AirflowPlatform. */
  readonly callers: string;
}

/** The only place with names of variables that all processes share. Later entries win: the user's options come last. */
export function plainVariables(around: Surroundings): Values {
  const { deployment, release } = around;
  const { airflow } = deployment;
  return {
    AIRFLOW__CORE__EXECUTOR: airflow.executor,
    AIRFLOW__CORE__LOAD_EXAMPLES: "False",
    AIRFLOW__CORE__DEFAULT_TIMEZONE: airflow.timezone,
    // The target starts a process when database and broker are there; the image's own wait costs a start of Airflow.
    CONNECTION_CHECK_MAX_COUNT: "0",
    ...moved(release.options.uiTimezone, airflow.timezone),
    ...moved(release.options.baseUrl, baseUrl(deployment)),
    ...moved(release.options.executionApiUrl, `http://${around.webserver.host}:${around.webserver.port}/execution/`),
    ...moved(release.options.executionTokenSeconds, String(executionTokenSeconds(deployment))),
    ...taskTimeout(deployment),
    ...byOption(release.fixed),
    ...dagVariables(airflow.dags, release),
    ...(around.broker === undefined ? {} : celeryVariables(deployment, around.broker)),
    ...databaseTlsVariables(around.database, deployment.metadataDatabase.engine),
    ...around.target,
    ...plainOptions(airflow.options),
    ...onlyText(airflow.environment),
    PYTHONPATH: pythonPath(deployment),
  };
}

/** Our own folders come first, then those of the file. */
export const pythonPath = ({ airflow }: Deployment, ...more: readonly string[]): string =>
  [PROGRAMS, ...more, onlyText(airflow.environment)["PYTHONPATH"]].filter(Boolean).join(":");

/** Variables that hold a secret. Only processes that sign or check the tokens of tasks get the key for it. */
export function secretVariables(around: Surroundings, signsTokens: boolean): Secrets {
  const { deployment, release, broker } = around;
  const { airflow, keys } = deployment;
  const urls = databaseUrls(deployment.metadataDatabase, around.database);
  return {
    AIRFLOW__DATABASE__SQL_ALCHEMY_CONN: urls.sync,
    ...moved(release.options.asyncDatabaseUrl, urls.async),
    ...(broker === undefined
      ? {}
      : {
          AIRFLOW__CELERY__RESULT_BACKEND: urls.results,
          AIRFLOW__CELERY__BROKER_URL: brokerUrl(deployment.broker, broker),
        }),
    AIRFLOW__CORE__FERNET_KEY: keys.fernet.flatMap((key, index) => {
      const filler = typeof key === "number" ? hole(`fernet-${key}`) : { given: key };
      return index === 0 ? [filler] : [",", filler];
    }),
    ...moved(release.options.secretKey, [hole(`api-${keys.api}`)]),
    ...(signsTokens ? moved(release.options.jwtSecret, [hole(`jwt-${keys.jwt}`)]) : {}),
    ...gitCredentials(deployment),
    ...secretOptions(airflow.options),
    ...onlySecrets(airflow.environment),
  };
}

/** Enforced only where the file writes it; a pool's own limit stands in that pool's workers. */
const taskTimeout = ({ airflow }: Deployment): Values => {
  const seconds = taskTimeoutSeconds(airflow);
  return seconds === undefined ? {} : { AIRFLOW__CORE__DEFAULT_TASK_EXECUTION_TIMEOUT: String(seconds) };
};

/** Address that people type. */
export const baseUrl = ({ webserver }: Deployment): string => webserver.baseUrl ?? `http://localhost:${webserver.port}`;

/** Every queue that some pool consumes, each once, in the order of the file. */
export const declaredQueues = ({ workers }: Deployment): string[] => [
  ...new Set(Object.values(workers).flatMap((pool) => pool.queues)),
];

/** A variable for an option that not every release has. */
const moved = <Value>(option: string | undefined, value: Value): Readonly<Record<string, Value>> =>
  option === undefined ? {} : { [optionVariable(option)]: value };

/** Credentials of the repository with the DAGs, as a connection of Airflow's git provider. */
function gitCredentials({ airflow: { dags } }: Deployment): Secrets {
  if (dags.git === undefined || dags.credentials === undefined) return {};
  const { username = GIT_USER, password, sshKey } = dags.credentials;
  const variable = `AIRFLOW_CONN_${GIT_CONNECTION.toUpperCase()}`;
  const whole = { conn_type: "git", host: dags.git };
  if (sshKey !== undefined) {
    const extra = { strict_host_key_checking: "yes", known_hosts_file: KNOWN_HOSTS };
    const start = JSON.stringify({ ...whole, extra }).slice(0, -2);
    return { [variable]: [`${start},"private_key":`, inJson({ given: sshKey }), "}}"] };
  }
  if (password === undefined) return {};
  const start = JSON.stringify({ ...whole, login: username }).slice(0, -1);
  return { [variable]: [`${start},"password":`, inJson({ given: password }), "}"] };
}
