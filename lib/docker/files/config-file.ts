import { partsOfVariable } from "../../airflow/environment/option";
import type { Text } from "../../airflow/secrets/secret";
import { airflowCfg } from "../../encode/airflow-cfg";
import type { Secrets } from "../secrets/secrets";

/** Where Airflow reads its secret options. A file, so that `docker exec` needs no variables and inspect shows none. */
export const CONFIG_FILE = "/run/secrets/airflow.cfg";

/** Splits secret variables into options of Airflow, for the file, and the rest, which must be real variables. */
export function split(secret: Readonly<Record<string, Text>>) {
  const names = Object.keys(secret).sort();
  return { options: names.filter(isOption), variables: names.filter((name) => !isOption(name)) };
}

const isOption = (name: string): boolean => partsOfVariable(name) !== undefined;

/** airflow.cfg with the secret options. */
export const configFile = (secret: Readonly<Record<string, Text>>, secrets: Secrets): string =>
  airflowCfg(
    split(secret).options.map((name) => {
      const { section, key } = partsOfVariable(name) ?? { section: "", key: "" };
      const text = secret[name] ?? [];
      return { section: section.toLowerCase(), key: key.toLowerCase(), value: secrets.text(text), free: isFree(text) };
    }),
  );

/** A secret of the user's may be any text; in URLs and JSON it is encoded. */
const isFree = (text: Text): boolean =>
  text.some((part) => typeof part !== "string" && "given" in part && part.encode === undefined);
