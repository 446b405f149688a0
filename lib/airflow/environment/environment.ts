import type { Deployment } from "../../deployment/schema/schema";
import { executionTokenSeconds, taskTimeoutSeconds } from "../derived/drain";
import type { Endpoint, Limits } from "../endpoint";
import { dagVariables, GIT_CONNECTION, GIT_USER } from "../files/dags";
import { PROGRAMS } from "../files/files";
import { KNOWN_HOSTS } from "../files/known-hosts";
import type { Release } from "../releases/release";
import { hole, inJson, type Text } from "../secrets/secret";
import { brokerUrl } from "../stores/broker-url";
import { databaseLostVariables } from "../stores/database-lost";
import { databaseTlsVariables } from "../stores/database-tls";
import { databaseUrls } from "../stores/database-url";
import { basePath, baseUrl, executionUrl } from "./address";
import { awayOptions } from "./away";
import { celeryVariables } from "./celery";
import { byOption, onlySecrets, onlyText, optionVariable, plainOptions, secretOptions } from "./option";
import { directVariable, proxyVariables } from "./proxy";

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
  readonly limits: Limits;
  /** Who may be a worker by the address, see AirflowPlatform. */
  readonly callers: string;
  /** What no proxy leads to, see AirflowPlatform. */
  readonly direct: readonly string[];
  readonly logHosts: readonly string[];
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
    // The path is the base URL's, and with it a proxy's word would stand twice in links, or in place of more (3.x: /auth).
    ...moved(basePath(deployment) === "" ? undefined : release.options.proxyPrefixes, "0"),
    ...moved(release.options.executionApiUrl, executionUrl(deployment, around.webserver)),
    ...moved(release.options.executionTokenSeconds, String(executionTokenSeconds(deployment))),
    ...taskTimeout(deployment),
    ...byOption(release.fixed),
    ...byOption(awayOptions(deployment, release, around.limits)),
    ...dagVariables(airflow.dags, release),
    ...(around.broker === undefined ? {} : celeryVariables(deployment, around.broker)),
    ...databaseLostVariables(deployment.metadataDatabase.engine),
    ...databaseTlsVariables(around.database, deployment.metadataDatabase.engine),
    ...directVariable(around.direct),
    ...proxyVariables(deployment.proxy),
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
