/** Where servers listen unless the file or the server's own people say otherwise; pages inside and outside. */
export const USUAL_PORTS = { postgres: 5432, mysql: 3306, redis: 6379, webserver: 8080, flower: 5555 } as const;

/** Images of servers of our own where the file names none. */
export const SERVER_IMAGES = { postgres: "postgres:17", mysql: "mysql:8.4", redis: "redis:8" } as const;

/** Repository of Airflow's official image. */
export const AIRFLOW_IMAGE = "apache/airflow";
