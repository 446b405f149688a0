import type { Deployment } from "../../../deployment/schema/schema";
import type { Finding } from "../../../deployment/words/finding";
import { misplaced } from "../../derived/misplaced";
import { writtenVariables } from "../../derived/variables";

/** Variables that have a place of their own in the file, or that this program sets. */
export const environmentNames = (deployment: Deployment): readonly Finding[] => [
  ...writtenVariables(deployment).flatMap((path) => {
    const message = misplaced(path.at(-1) ?? "");
    return message === undefined ? [] : [{ path, message }];
  }),
  ...hiddenPaths(deployment),
];

/** Our own folders stand before those of the file, which is not possible with a text that only the process knows. */
function hiddenPaths({ airflow, workers }: Deployment): Finding[] {
  const all = [
    { path: ["airflow", "environment"], values: airflow.environment },
    ...Object.entries(workers).map(([pool, { environment }]) => ({
      path: ["workers", pool, "environment"],
      values: environment,
    })),
  ];
  return all
    .filter(({ values }) => typeof (values["PYTHONPATH"] ?? "") !== "string")
    .map(({ path }) => ({ path: [...path, "PYTHONPATH"], message: "folders are no secret: write them as text" }));
}
