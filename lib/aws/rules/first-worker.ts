import { sleepingPools } from "../../airflow/rules/sleeping-pools";
import type { Finding } from "../../deployment/finding";
import type { AwsReading } from "../settings/reading";

/**
 * Seconds until a pool without workers runs its first task: counted every 30 s, an alarm that looks once a minute, and
 * two minutes for Fargate to fetch the image and for Airflow to start. A large image takes longer.
 */
export const FIRST_WORKER_SECONDS = 30 + 60 + 120;

/** Pools that may have no worker: their first task waits. */
export const firstWorker = ({ deployment }: AwsReading): readonly Finding[] =>
  sleepingPools(deployment, FIRST_WORKER_SECONDS, "worker");
