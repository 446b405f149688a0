/** Where servers listen unless the file or the server's own people say otherwise; pages inside and outside. */
export const USUAL_PORTS = { postgres: 5432, mysql: 3306, redis: 6379, webserver: 8080, flower: 5555 } as const;

/** Images of servers of our own where the file names none. */
export const SERVER_IMAGES = { postgres: "postgres:17", mysql: "mysql:8.4", redis: "redis:8" } as const;

/** Repository of Airflow's official image. */
export const AIRFLOW_IMAGE = "apache/airflow";

/** Airflow's folder in it. */
export const AIRFLOW_HOME = "/opt/airflow";

/** What Secrets Manager and Secret Manager keep in a secret. Source: PutSecretValue; Secret Manager, "Quotas and limits". */
export const SECRET_BYTES = 65_536;

/** Every address: this network and the internet. */
export const ANYWHERE = "0.0.0.0/0";

/** Seconds for which a pool has nothing to do before it shrinks, where the file does not say. */
export const USUAL_IDLE = 600;

/** Where the engine answers on a Docker host. */
export const DOCKER_SOCKET = "/var/run/docker.sock";

export const DAY_SECONDS = 86_400;
