import type { Deployment } from "../../deployment/schema/schema";

interface Variable {
  /** The last part is the name. */
  readonly path: readonly string[];
  readonly value: unknown;
}

/** All variables of the file, of the deployment and of its pools. */
export const variables = ({ airflow, workers }: Deployment): readonly Variable[] => [
  ...below(["airflow", "environment"], airflow.environment),
  ...Object.entries(workers).flatMap(([pool, { environment }]) => below(["workers", pool, "environment"], environment)),
];

const below = (path: readonly string[], entries: object): readonly Variable[] =>
  Object.entries(entries).map(([name, value]: [string, unknown]) => ({ path: [...path, name], value }));

/** Where they stand. */
export const writtenVariables = (deployment: Deployment): readonly (readonly string[])[] =>
  variables(deployment).map(({ path }) => path);
