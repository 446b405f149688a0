import { hosts } from "../../airflow/rules/network/hosts";
import { upgradeFrom } from "../../airflow/rules/releases/upgrade-from";
import { unfinishedTasks } from "../../airflow/rules/time/unfinished-tasks";
import { sleepingPools } from "../../airflow/rules/workers/sleeping-pools";
import type { Finding } from "../../deployment/words/finding";
import { FIRST_WORKER_SECONDS } from "../derived/steps";
import { type AwsReading, limits } from "../settings/settings";

const NEARBY = "the server's name or private address in its VPC, or leave host: out for one of our own";

/** Addresses of existing servers, as this target's processes see them. */
export const servers = ({ deployment }: AwsReading): readonly Finding[] => hosts(deployment, NEARBY);

/** Pools that may have no worker: their first task waits. */
export const firstWorker = ({ deployment }: AwsReading): readonly Finding[] =>
  sleepingPools(deployment, FIRST_WORKER_SECONDS, "worker");

/** Tasks that could not be finished when their process is replaced. */
export const tasks = ({ deployment }: AwsReading): readonly Finding[] =>
  unfinishedTasks(deployment, {
    // Only a worker can be told to finish first: ECS has one protection for a whole task, and a scheduler is never idle.
    local: "in the scheduler, which ECS kills two minutes after it is replaced",
    most: limits.drainSeconds,
    tooLong: "ECS protects a worker that is replaced; write 48h or less",
  });

/** The version that the file allows to stop. That it is the one that runs is asked by the plan, see workloads/upgrade.ts. */
export const upgrade = ({ deployment }: AwsReading): readonly Finding[] =>
  upgradeFrom(deployment, deployment.upgradeFrom, 'restore a backup first ("Upgrades" in docs/aws-ecs.md)');
