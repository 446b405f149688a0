import { sleepingPools } from "../../airflow/rules/sleeping-pools";
import type { Finding } from "../../deployment/finding";
import { FIRST_WORKER_SECONDS } from "../derived/intervals";
import type { GcpReading } from "../settings/settings";

/** Pools that may have no worker: their first task waits. */
export const firstWorker = ({ deployment }: GcpReading): readonly Finding[] =>
  sleepingPools(deployment, FIRST_WORKER_SECONDS, "machine");
