import type { Finding, Path } from "../../deployment/finding";
import type { GcpReading } from "../reading";

/** Connections and variables are variables of the environment here, named in capitals. */
export const connections = ({ deployment: { airflow } }: GcpReading): readonly Finding[] => [
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
