import type { Deployment } from "../../../deployment/schema/schema";
import type { Finding, Path } from "../../../deployment/words/finding";

/**
 * Connections and variables on a target where they are variables of the environment, named in capitals, see
 * lib/airflow/environment/connections.ts.
 */
export const environmentIds = ({
  deployment: { airflow },
}: {
  readonly deployment: Deployment;
}): readonly Finding[] => [
  ...named(["airflow", "connections"], Object.keys(airflow.connections), "connections"),
  ...named(["airflow", "variables"], Object.keys(airflow.variables), "variables"),
];

const named = (path: Path, keys: readonly string[], what: string): readonly Finding[] =>
  keys.flatMap((key, index): readonly Finding[] => {
    if (key.includes("="))
      return [
        { path: [...path, key], message: "no variable of the environment has a = in its name; take another name" },
      ];
    const first = keys.slice(0, index).find((other) => other.toUpperCase() === key.toUpperCase());
    if (first === undefined) return [];
    const message = `Airflow finds ${what} of the environment by their name in capitals, so "${key}" and "${first}" are one; rename one`;
    return [{ path: [...path, key], message }];
  });
