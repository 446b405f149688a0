/**
 * Seconds until a pool without workers runs its first task: counted every 30 s, an alarm that looks once a minute, and
 * two minutes for Fargate to fetch the image and for Airflow to start. A large image takes longer.
 */
export const FIRST_WORKER_SECONDS = 30 + 60 + 120;
