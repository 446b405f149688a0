/**
 * Seconds until a pool without workers runs its first task: counted every 30 s, an autoscaler that looks once a minute,
 * a minute for the machine and two for image and Airflow. A large image takes longer.
 */
export const FIRST_WORKER_SECONDS = 30 + 60 + 60 + 120;
