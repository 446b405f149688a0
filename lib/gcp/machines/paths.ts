/** What runs now: a link to the folder of a generation. In memory. */
const CURRENT = "/run/airflow-cdktf/current";

/** Where a machine keeps a file that containers have at `target`. */
export const fileAt = (target: string): string => `${CURRENT}/files${target}`;

/** The file of `docker run --env-file` of a unit. */
export const environmentOf = (unit: string): string => `${CURRENT}/${unit}/environment`;

/** The folder with the secrets of a unit. */
export const secretsOf = (unit: string): string => `${CURRENT}/${unit}/secrets`;

/** Where a container finds its secrets. */
export const SECRETS = "/run/secrets";

/** What Airflow writes on a machine's own disk: logs, and on 2.11 the DAGs. */
export const LOCAL = "/var/lib/airflow";
