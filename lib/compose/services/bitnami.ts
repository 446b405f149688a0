import type { Role } from "../../airflow/workloads/roles";
import { lookUp } from "../../deployment/look-up";
import { USUAL_PORTS } from "../../deployment/usual";
import type { Setting, Settings } from "../read/env-file";
import { repository } from "./roles";
import type { Service } from "./service";

/**
 * bitnami's images: their entrypoint makes Airflow's options of variables of its own, and the image says what a service
 * runs. Source: bitnami/containers, bitnami/airflow, README.
 */
export const isBitnami = ({ image }: Service): boolean => BITNAMI.test(repository(image?.text ?? ""));

const BITNAMI = /(^|\/)bitnami\w*\/airflow(-\w+)?$/;
export const BITNAMI_HOME = "/opt/bitnami/airflow";

const ROLES: Readonly<Record<string, Role>> = {
  webserver: "webserver",
  "api-server": "webserver",
  scheduler: "scheduler",
  worker: "worker",
  "dag-processor": "dag-processor",
  triggerer: "triggerer",
  flower: "flower",
};

/** What a service of these images runs, with its queues. */
export function bitnamiJob(
  service: Service,
): { role: Role; args: readonly string[]; wrappers: readonly [] } | undefined {
  if (!isBitnami(service)) return undefined;
  const value = (name: string) => {
    const found = service.environment.get(name);
    return found?.kind === "scalar" ? found.text : undefined;
  };
  const kind = value("AIRFLOW_COMPONENT_TYPE") ?? /airflow-(\w+)$/.exec(repository(service.image?.text ?? ""))?.[1];
  const role = lookUp(ROLES, kind ?? "webserver");
  const queue = value("AIRFLOW_WORKER_QUEUE");
  return role === undefined
    ? undefined
    : { role, args: role === "worker" && queue !== undefined && queue !== "" ? ["-q", queue] : [], wrappers: [] };
}

/** Their variables by the official image's names. */
const NAMES: Readonly<Record<string, string>> = {
  AIRFLOW_EXECUTOR: "AIRFLOW__CORE__EXECUTOR",
  AIRFLOW_FERNET_KEY: "AIRFLOW__CORE__FERNET_KEY",
  AIRFLOW_SECRET_KEY: "AIRFLOW__WEBSERVER__SECRET_KEY",
  AIRFLOW_WEBSERVER_SECRET_KEY: "AIRFLOW__WEBSERVER__SECRET_KEY",
  AIRFLOW_APISERVER_SECRET_KEY: "AIRFLOW__API__SECRET_KEY",
  AIRFLOW_JWT_SECRET_KEY: "AIRFLOW__API_AUTH__JWT_SECRET",
  AIRFLOW_LOAD_EXAMPLES: "AIRFLOW__CORE__LOAD_EXAMPLES",
  AIRFLOW_BASE_URL: "AIRFLOW__WEBSERVER__BASE_URL",
  AIRFLOW_WEBSERVER_BASE_URL: "AIRFLOW__WEBSERVER__BASE_URL",
  AIRFLOW_APISERVER_BASE_URL: "AIRFLOW__API__BASE_URL",
  AIRFLOW_WEBSERVER_PORT_NUMBER: "AIRFLOW__WEBSERVER__WEB_SERVER_PORT",
  AIRFLOW_APISERVER_PORT_NUMBER: "AIRFLOW__API__PORT",
  AIRFLOW_TRIGGERER_DEFAULT_CAPACITY: "AIRFLOW__TRIGGERER__DEFAULT_CAPACITY",
  AIRFLOW_USERNAME: "_AIRFLOW_WWW_USER_USERNAME",
  AIRFLOW_PASSWORD: "_AIRFLOW_WWW_USER_PASSWORD",
  AIRFLOW_EMAIL: "_AIRFLOW_WWW_USER_EMAIL",
  AIRFLOW_FIRSTNAME: "_AIRFLOW_WWW_USER_FIRSTNAME",
  AIRFLOW_LASTNAME: "_AIRFLOW_WWW_USER_LASTNAME",
};

/** Parts of the two addresses, and what a deployment does by itself. */
const PARTS =
  /^(AIRFLOW_DATABASE_(HOST|PORT_NUMBER|NAME|USERNAME|PASSWORD)|REDIS_(HOST|PORT_NUMBER|USER|PASSWORD|DATABASE)|AIRFLOW_(COMPONENT_TYPE|WORKER_QUEUE|SKIP_DB_SETUP|WEBSERVER_HOST|APISERVER_HOST|STANDALONE_DAG_PROCESSOR)|BITNAMI_DEBUG|ALLOW_EMPTY_PASSWORD|AIRFLOW_FORCE_OVERWRITE_CONF_FILE)$/;

/** Whether a variable is said by another one's place, which is all of an address or a default. */
export const isRead = (name: string): boolean => Object.hasOwn(NAMES, name) || PARTS.test(name);
/** Whether only their entrypoint reads it. */
export const isOwn = (name: string): boolean => OWN.test(name);

/** Variables of a service, those of bitnami's by the official names. */
export function official(service: Service, all: Settings): Settings {
  if (!isBitnami(service)) return all;
  const found = new Map(
    [...all].filter(([name]) => !Object.hasOwn(NAMES, name) && !PARTS.test(name) && !OWN.test(name)),
  );
  for (const [name, setting] of all) {
    const official = lookUp(NAMES, name);
    if (official !== undefined) found.set(official, { ...setting, text: switched(setting.text) });
  }
  if (all.has("AIRFLOW_USERNAME") || all.has("AIRFLOW_PASSWORD")) {
    const at = all.get("AIRFLOW_USERNAME") ?? all.get("AIRFLOW_PASSWORD");
    if (at !== undefined) found.set("_AIRFLOW_WWW_USER_CREATE", { ...at, text: "true" });
    if (!all.has("AIRFLOW_USERNAME") && at !== undefined)
      found.set("_AIRFLOW_WWW_USER_USERNAME", { ...at, text: "user" });
  }
  for (const [name, setting] of [
    ["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", database(all)],
    ["AIRFLOW__CELERY__BROKER_URL", broker(all)],
  ] as const)
    if (setting !== undefined && !found.has(name)) found.set(name, setting);
  return found;
}

const switched = (text: string): string => (/^yes$/i.test(text) ? "true" : /^no$/i.test(text) ? "false" : text);

function database(all: Settings): Setting | undefined {
  const first = [...all].find(([name]) => name.startsWith("AIRFLOW_DATABASE_"))?.[1];
  const text = (key: string, otherwise: string) => all.get(`AIRFLOW_DATABASE_${key}`)?.text ?? otherwise;
  const user = `${text("USERNAME", "bn_airflow")}:${encodeURIComponent(text("PASSWORD", ""))}`;
  return first === undefined
    ? undefined
    : {
        ...first,
        text: `postgresql://${user}@${text("HOST", "postgresql")}:${text("PORT_NUMBER", String(USUAL_PORTS.postgres))}/${text("NAME", "bitnami_airflow")}`,
      };
}

function broker(all: Settings): Setting | undefined {
  const first = [...all].find(([name]) => /^REDIS_(HOST|PORT_NUMBER|USER|PASSWORD|DATABASE)$/.test(name))?.[1];
  const text = (key: string, otherwise: string) => all.get(`REDIS_${key}`)?.text ?? otherwise;
  const scheme = /^(yes|true|1)$/i.test(all.get("AIRFLOW_REDIS_USE_SSL")?.text ?? "") ? "rediss" : "redis";
  const user = `${text("USER", "")}:${encodeURIComponent(text("PASSWORD", ""))}`;
  return first === undefined
    ? undefined
    : {
        ...first,
        text: `${scheme}://${user}@${text("HOST", "redis")}:${text("PORT_NUMBER", String(USUAL_PORTS.redis))}/${text("DATABASE", "1")}`,
      };
}

/** Variables that only their entrypoint reads. */
const OWN = /^AIRFLOW_(?!_|CONN_|VAR_|HOME$|CONFIG$|UID$|GID$|PROJ_DIR$|IMAGE_NAME$)[A-Z]|^BITNAMI_/;
