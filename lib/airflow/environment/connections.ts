import type { AirflowPart } from "../../deployment/schema/airflow";
import type { Text } from "../secrets/secret";
import { onlySecrets, onlyText } from "./option";

const CONNECTION = "AIRFLOW_CONN_";
const VARIABLE = "AIRFLOW_VAR_";

type Part = Pick<AirflowPart, "connections" | "variables">;

/** Variables of every process, plain and secret. */
export interface ConnectionVariables {
  readonly plain: Readonly<Record<string, string>>;
  readonly secret: Readonly<Record<string, Text>>;
}

/**
 * Connections and Airflow variables of the file, as variables of every process, so that the file may name a secrets backend
 * of its own, and that no task needs a right to read secrets where the target fills them in. A connection's secret holds
 * a URI or JSON; Airflow takes both. Names with `-`, `.` or spaces pass Docker, bash, the image's entrypoint and Python,
 * but not dash. Seen with 2.11.2 and 3.3.2. What is one name in capital letters is refused by rules of the target.
 */
export const connectionVariables = ({ connections, variables }: Part): ConnectionVariables => ({
  plain: named(VARIABLE, onlyText(variables)),
  secret: { ...named(CONNECTION, onlySecrets(connections)), ...named(VARIABLE, onlySecrets(variables)) },
});

const named = <Value>(prefix: string, entries: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(entries).map(([key, value]) => [`${prefix}${key.toUpperCase()}`, value]));
