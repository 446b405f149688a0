/**
 * Names in the account, one rule for all: STACK-WHAT. A stack has at most 20 characters and a pool's service 27, so
 * that load balancers and target groups (32), replication groups (40) and roles (64) fit. Roles are the account's, not
 * the region's: two stacks of one name in two regions of an account collide, and rules.ts cannot know of the other one.
 */
export const nameOf = (stack: string, what: string): string => `${stack}-${what}`;

/** The cluster of a stack. */
export const clusterOf = (stack: string): string => stack;

/** Private domain in which processes find each other. */
export const domainOf = (stack: string): string => `${stack}.internal`;

/** Where the metrics of a stack are: CloudWatch's namespace. */
export const metricsOf = (stack: string): string => `Airflow/${stack}`;

/** Log group of one service. */
export const logGroupOf = (stack: string, service: string): string => `/airflow/${stack}/${service}`;
