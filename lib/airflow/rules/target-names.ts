import type { Deployment } from "../../deployment/schema/schema";
import type { Finding } from "../../deployment/words/finding";
import { LOG_CONNECTION } from "../derived/owned-options";
import { writtenVariables } from "../derived/variables";

/** Variables that mean something to the target itself, by their name; the first that fits says why. */
export type Reserved = readonly (readonly [name: RegExp, message: string])[];

export const reservedVariables = (deployment: Deployment, reserved: Reserved): readonly Finding[] =>
  writtenVariables(deployment).flatMap((path) => {
    const [, message] = reserved.find(([name]) => name.test(path.at(-1) ?? "")) ?? [];
    return message === undefined ? [] : [{ path, message }];
  });

/** The target makes one of its own, for logs. */
export const logConnection = ({ airflow }: Deployment): readonly Finding[] =>
  Object.keys(airflow.connections)
    .filter((written) => written.toLowerCase() === LOG_CONNECTION)
    .map((written) => ({
      path: ["airflow", "connections", written],
      message: "this connection is the target's own, by which logs reach their bucket; take another id",
    }));
