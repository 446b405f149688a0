import { ALL } from "../airflow/workloads/roles";

/**
 * Names on the engine, one rule for all: STACK-WHAT. Docker allows 63 characters in a name that is to resolve as a
 * host: a stack and a pool have 20 each, `-worker-` and a replica's number fit in the rest.
 */
export const nameOf = (stack: string, what: string): string => `${stack}-${what}`;

/** The address of one replica in the plan and on the engine: `worker-training-2`. */
export const replicaName = (service: string, index: number): string => `${service}-${index + 1}`;

/** Names that the processes of one stack reach each other by: a role's, to which all its replicas answer, or a store's. */
export const ALIASES: readonly string[] = [...ALL.filter((role) => role !== "worker"), "metadata-database", "broker"];

/**
 * What containers of Airflow call the machine that they run on. Docker Desktop knows the name by itself, other engines
 * are told. Source: Docker, "docker container run", --add-host.
 */
export const THIS_HOST = { host: "host.docker.internal", ip: "host-gateway" } as const;

/** Marks everything that belongs to a stack, so that `npm run up` and `down` find it without the state. */
export const STACK_LABEL = "airflow-cdktf.stack";
/** The role of a container, for the same commands. */
export const ROLE_LABEL = "airflow-cdktf.role";
/** Airflow's version that a process runs, so that `npm run up` knows an upgrade from a change. */
export const VERSION_LABEL = "airflow-cdktf.airflow";
/** A digest of what Docker cannot change in a running container and the provider would not notice. */
export const FIXED_LABEL = "airflow-cdktf.fixed";
