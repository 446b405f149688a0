import type { Finding, Path } from "../../deployment/finding";
import type { SecretReference } from "../../deployment/scalars";
import type { Deployment } from "../../deployment/schema";
import { isSensitive } from "../options/sensitive";
import { misplaced } from "./environment-names";
import { writtenOptions } from "./option-value";
import { OWNED_OPTIONS } from "./owned-options";
import { looksSecret } from "./secret-shape";

interface Place {
  readonly path: Path;
  readonly key: string;
  readonly value: string | SecretReference;
  readonly remedy: string;
}

/** Plain values that look like secrets. Messages never repeat a value. */
export const secrets = (deployment: Deployment): readonly Finding[] =>
  places(deployment).flatMap(({ path, key, value, remedy }) => {
    // A variable under the wrong key is refused by the rule for names.
    const why = typeof value === "string" && misplaced(key) === undefined ? looksSecret(key, value) : undefined;
    return why === undefined
      ? []
      : [{ path, message: `${why}, and a secret is never written into this file: ${remedy}` }];
  });

const REFERENCE = "write { secret: NAME } or { file: PATH }; if it is no secret, { file: PATH } takes it as well";

function places(deployment: Deployment): readonly Place[] {
  const { airflow, workers } = deployment;
  const { image } = airflow;
  const build = typeof image === "object" ? image.build.args : {};
  return [
    // The sensitive ones are refused by the rule for options.
    ...writtenOptions(deployment)
      .filter(({ name }) => OWNED_OPTIONS[name] === undefined && !isSensitive(name))
      .map(({ section, key, value }) => ({
        path: ["airflow", "options", section, key],
        key,
        value,
        remedy: REFERENCE,
      })),
    ...each(["airflow", "environment"], airflow.environment, REFERENCE),
    ...each(["airflow", "variables"], airflow.variables, REFERENCE),
    ...each(["airflow", "image", "build", "args"], build, "move it to airflow.image.build.secretArgs"),
    ...Object.entries(workers).flatMap(([pool, { environment }]) =>
      each(["workers", pool, "environment"], environment, REFERENCE),
    ),
    ...(airflow.dags.git === undefined
      ? []
      : [{ path: ["airflow", "dags", "git"], key: "git", value: airflow.dags.git, remedy: GIT_REMEDY }]),
  ];
}

const GIT_REMEDY = "write the address without it, and dags.credentials: { password: { secret: NAME } }";

const each = (path: Path, values: Readonly<Record<string, Place["value"]>>, remedy: string): readonly Place[] =>
  Object.entries(values).map(([key, value]) => ({ path: [...path, key], key, value, remedy }));
