import { lookUp } from "../../deployment/look-up";
import { partsOfVariable } from "../environment/option";
import { OWNED_OPTIONS } from "./owned-options";

/** Why a name cannot stand under environment or in an envFile, and where it goes; undefined: it can. */
export function misplaced(name: string): string | undefined {
  const upper = name.toUpperCase();
  return option(upper) ?? PREFIXES.find(([prefix]) => upper.startsWith(prefix))?.[1](name) ?? lookUp(RESERVED, upper);
}

function option(upper: string): string | undefined {
  const parts = partsOfVariable(upper);
  if (parts === undefined || parts.key.includes(".")) return undefined;
  const how = /(?<=.)(_CMD|_SECRET)$/.exec(parts.key)?.[0];
  const { section } = parts;
  const key = how === undefined ? parts.key : parts.key.slice(0, -how.length);
  const name = `${section}.${key}`.toLowerCase();
  const whole = `${section}.${key}${how ?? ""}`.toLowerCase();
  const remedy = lookUp(OWNED_OPTIONS, name) ?? lookUp(OWNED_OPTIONS, whole);
  if (remedy !== undefined) return `this variable is set by this program; ${remedy}`;
  if (how === "_CMD") return `an option of Airflow goes to airflow.options.${name}: { secret: NAME } or { file: PATH }`;
  return `an option of Airflow goes to airflow.options: write airflow.options.${whole}`;
}

const PREFIXES: readonly (readonly [string, (name: string) => string])[] = [
  ["AIRFLOW_CONN_", (name) => `a connection goes to airflow.connections: write ${idOf(name)}: { secret: NAME } there`],
  ["AIRFLOW_VAR_", (name) => `a variable of Airflow goes to airflow.variables: write ${idOf(name)} there`],
  ["AIRFLOW_CDKTF_", () => "names that begin with AIRFLOW_CDKTF_ are used by this program; take another one"],
  ["_AIRFLOW_", () => "the database and the admin are made by this program; leave it out and see airflow.admin"],
];

const idOf = (name: string) => name.slice(name.indexOf("_", "AIRFLOW_".length) + 1).toLowerCase();

const PORTS = "the webserver's ports and whom it believes are set by this program; leave it out";
const PIP = "packages are installed when the image is built: write airflow.image.build.requirements";
const IMAGE = "the image needs its own value; leave it out";
const OURS = "this variable is set by this program; leave it out";

/** Also what the image's entrypoint acts on. Source: scripts/docker/entrypoint_prod.sh of Airflow. */
const RESERVED: Readonly<Record<string, string>> = {
  AIRFLOW_CONFIG: "options go to airflow.options; a configuration file of your own would hide what this program sets",
  AIRFLOW_HOME: "the folder of Airflow is the image's /opt/airflow; leave it out",
  AIRFLOW_USER_HOME_DIR: IMAGE,
  AIRFLOW_VERSION: "the image says its own version; write airflow.version",
  CELERY_LOADER: OURS,
  FLOWER_URL_PREFIX:
    "Flower's path is an option of Airflow's, which its health check follows: write airflow.options.celery.flower_url_prefix",
  CONNECTION_CHECK_MAX_COUNT: OURS,
  CONNECTION_CHECK_SLEEP_TIME:
    "no process waits in the image's entrypoint here: the target starts it when its database answers; leave it out",
  DUMB_INIT_SETSID: OURS,
  LD_PRELOAD: "the image's entrypoint puts a library of its own there; leave it out",
  PATH: "it would hide the image's programs; put your own where the image's PATH finds them",
  PIP_USER: "the image's entrypoint removes it; leave it out",
  AIRFLOW_API_APPS: PORTS,
  FORWARDED_ALLOW_IPS: PORTS,
  GUNICORN_CMD_ARGS: PORTS,
  PYTHONHOME: "the Python of the image is the one that runs; leave it out",
  _PIP_ADDITIONAL_REQUIREMENTS: PIP,
};
