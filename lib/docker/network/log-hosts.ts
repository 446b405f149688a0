import type { Replicas } from "../../deployment/schema/processes";
import type { Deployment } from "../../deployment/schema/schema";
import { nameOf, replicaName } from "../names";

/** Names for at least so many replicas, and then for twice as many. */
const LEAST = 4;

/**
 * Names of the containers that serve logs of running tasks, with room to grow: the webserver is made anew where the list
 * changes, and scaling is to touch only what comes or goes.
 */
export const logHosts = (stack: string, { airflow, scheduler, triggerer, workers }: Deployment): readonly string[] => {
  const local = airflow.executor === "LocalExecutor";
  const pools = Object.entries(workers).map(([pool, { replicas }]) => [`worker-${pool}`, replicas] as const);
  const served: readonly (readonly [string, Replicas])[] = [
    ["triggerer", triggerer.replicas],
    ...(local ? [["scheduler", scheduler.replicas] as const] : pools),
  ];
  return served.flatMap(([service, { max }]) =>
    Array.from({ length: room(max) }, (_, index) => nameOf(stack, replicaName(service, index))),
  );
};

const room = (replicas: number): number => LEAST * 2 ** Math.max(0, Math.ceil(Math.log2(replicas / LEAST)));
