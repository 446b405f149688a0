import type { Construct } from "constructs";
import { partsOfVariable } from "../../airflow/environment/option";
import type { Hole, Text } from "../../airflow/secrets/secret";
import { digest } from "../../deployment/digest";
import { Fn } from "../../encode/functions";
import { hasReference, pieces } from "../../encode/reference";
import { argument } from "../../encode/terraform";
import { versionNumber } from "../../encode/version-number";
import type { Source } from "./source";
import { type Store, stored } from "./stored";

/** What fills a hole. */
export interface Filling {
  readonly value: string;
  /** Id of the version that the value is of. */
  readonly version: string;
}

/** A secret of ours with a whole text in it, written again when its text or a secret in it changes. */
export function composed(
  scope: Construct,
  store: Store,
  name: string,
  text: Text,
  fill: (filler: Hole) => Filling,
): Source {
  const parts = text.flatMap((part) =>
    typeof part === "string" ? pieces(part).map(ownPart) : [{ ...fill(part), mark: part.encode ?? "" }],
  );
  return stored(scope, store, name, {
    description: `Variable of processes of ${store.stack}, made of other secrets`,
    value: Fn.join(
      "",
      parts.map(({ value }) => value),
    ),
    version: () => versionNumber(parts.flatMap(({ version, mark }) => [version, mark])),
  });
}

function ownPart(text: string) {
  const value = hasReference(text) ? text : argument(text);
  return { value, version: value, mark: "text" };
}

/** `AIRFLOW__CELERY__BROKER_URL`: `celery-broker-url`. Other variables keep a word in front: `variable-token`. */
export function nameOfVariable(variable: string): string {
  const option = partsOfVariable(variable);
  const name = option === undefined ? `variable-${variable}` : `${option.section}-${option.key}`;
  return name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}

/** Of a digest in a name: two texts of one variable are two secrets. */
const NAME_DIGITS = 6;

/** Of a text, the same in every synth: references in it have other numbers each time. */
export const digestOf = (text: Text): string =>
  digest(
    JSON.stringify(text.map((part) => (typeof part === "string" && hasReference(part) ? null : part))),
    NAME_DIGITS,
  );
