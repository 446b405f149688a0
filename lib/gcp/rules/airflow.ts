import { hosts } from "../../airflow/rules/network/hosts";
import { upgradeFrom } from "../../airflow/rules/releases/upgrade-from";
import { unfinishedTasks } from "../../airflow/rules/time/unfinished-tasks";
import { sleepingPools } from "../../airflow/rules/workers/sleeping-pools";
import type { Finding } from "../../deployment/words/finding";
import { type GcpReading, limits } from "../settings/settings";

const NEARBY = "the server's name or internal address in its network, or leave host: out for one of our own";

/** Addresses of existing servers, as this target's processes see them. */
export const servers = ({ deployment }: GcpReading): readonly Finding[] => hosts(deployment, NEARBY);

/**
 * Seconds until a pool without workers runs its first task: counted every 30 s, an autoscaler that looks once a minute,
 * a minute for the machine and two for image and Airflow. A large image takes longer.
 */
const FIRST_WORKER_SECONDS = 30 + 60 + 60 + 120;

/** Pools that may have no worker: their first task waits. */
export const firstWorker = ({ deployment }: GcpReading): readonly Finding[] =>
  sleepingPools(deployment, FIRST_WORKER_SECONDS, "machine");

/** Tasks that could not be finished when their worker changes, and who runs them. */
export const tasks = ({ deployment }: GcpReading): readonly Finding[] =>
  unfinishedTasks(deployment, {
    local: "in the scheduler on the master, which stops with every change of it",
    most: limits.drainSeconds,
    tooLong: "a machine waits for its worker when image or settings change; write 7d or less",
  });

/** The version that the file allows to stop. That it is the one that runs is asked by the machines. */
export const upgrade = ({ deployment }: GcpReading): readonly Finding[] =>
  upgradeFrom(deployment, deployment.upgradeFrom, 'restore a dump first ("Upgrades" in docs/gcp-vms.md)');
