/**
 * Names in the project, one rule for all: STACK-WHAT. Compute Engine takes 63 characters of RFC 1035; a service account's
 * id has at most 30, which rules/names.ts holds the file to.
 */
export const nameOf = (stack: string, what: string): string => `${stack}-${what}`;

/** The machine with everything but the workers; no pool may have this name. */
export const MASTER = "master";

/** Private domain in which machines find each other. */
export const domainOf = (stack: string): string => `${stack}.internal`;

/** Name of a server in that domain: `master`, `metadata-database`, `broker`. */
export const hostOf = (stack: string, what: string): string => `${what}.${domainOf(stack)}`;

/** A secret of ours in Secret Manager. */
export const secretOf = (stack: string, secret: string): string => `${stack}-${secret}`;

/** Label on everything that is made, and what commands find the machines by. */
export const STACK_LABEL = "airflow-cdktf-stack";
/** Label on machines: `master`, or the name of the pool. */
export const MACHINE_LABEL = "airflow-cdktf-machine";
/**
 * Milestone of a machine's system, which nothing else of a machine tells: its disk names an image, and its template a
 * family. `npm run drain` knows by it which machines are of the kind before.
 */
export const OS_LABEL = "airflow-cdktf-os";

/** Keys of an instance's metadata. */
export const METADATA = {
  /** cloud-init's. */
  userData: "user-data",
  /** What the machine runs, see machine/document.ts. No Terraform reference, no secret. */
  machine: "airflow-machine",
  /** What only Terraform knows: versions of secrets and authorities of servers, as JSON. */
  references: "airflow-references",
  /** Written by `npm run drain`: the machine finishes its tasks and says so. */
  drain: "airflow-drain",
} as const;

/** Namespace and key of the guest attribute in which a machine says how it is. */
export const STATE_ATTRIBUTE = { namespace: "airflow-cdktf", key: "state" } as const;
