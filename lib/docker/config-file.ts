import { Fn } from "cdktf";
import { partsOfVariable } from "../airflow/option";
import type { Text } from "../airflow/secret";
import type { Secrets } from "./secrets";

/** Where Airflow reads its secret options. A file, so that `docker exec` needs no variables and inspect shows none. */
export const CONFIG_FILE = "/run/secrets/airflow.cfg";

/** Splits secret variables into options of Airflow, for the file, and the rest, which must be real variables. */
export function split(secret: Readonly<Record<string, Text>>) {
  const names = Object.keys(secret).sort();
  return { options: names.filter(isOption), variables: names.filter((name) => !isOption(name)) };
}

const isOption = (name: string): boolean => partsOfVariable(name) !== undefined;

/** airflow.cfg with the secret options: sections in order, `%` doubled because the file is interpolated. */
export function configFile(secret: Readonly<Record<string, Text>>, secrets: Secrets): string {
  const sections = new Map<string, string[]>();
  for (const name of split(secret).options) {
    const { section, key } = partsOfVariable(name) ?? { section: "", key: "" };
    const lines = sections.get(section.toLowerCase()) ?? [];
    sections.set(section.toLowerCase(), [
      ...lines,
      `${key.toLowerCase()} = ${Fn.replace(secrets.text(secret[name] ?? []), "%", "%%")}`,
    ]);
  }
  return [...sections].map(([section, lines]) => [`[${section}]`, ...lines, ""].join("\n")).join("\n");
}
