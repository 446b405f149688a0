const OFFICIAL = /^(?:(?:docker\.io|index\.docker\.io|registry-1\.docker\.io)\/)?apache\/airflow:([^@]+)(?:@.*)?$/;

/** Tag of Airflow's official image; undefined: another image, or one by its digest alone. */
export const officialTag = (reference: string): string | undefined => OFFICIAL.exec(reference)?.[1];

/** Images of servers of our own where the file names none. */
export const SERVER_IMAGES = { postgres: "postgres:17", mysql: "mysql:8.4", redis: "redis:8" } as const;
