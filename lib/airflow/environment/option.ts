import type { SecretReference } from "../../deployment/schema/scalars";
import type { Text } from "../secrets/secret";

type Values = Readonly<Record<string, string>>;
type Entries = Readonly<Record<string, string | SecretReference>>;

/** A section as variables have it: Airflow reads one variable for `common.io` and `common_io`. */
export const inVariable = (section: string): string => section.replaceAll(".", "_");

/**
 * `core.fernet_key` as the environment variable that sets it. A section may hold dots (`common.io`): they become `_`,
 * and the last dot parts section and key. Source: Airflow's "Setting Configuration Options".
 */
export const optionVariable = (option: string): string => {
  const dot = option.lastIndexOf(".");
  return `AIRFLOW__${inVariable(option.slice(0, dot))}__${option.slice(dot + 1)}`.toUpperCase();
};

/** `AIRFLOW__CORE__FERNET_KEY` as section and key, in the variable's own letters; undefined where it is no option's. */
export function partsOfVariable(name: string): { readonly section: string; readonly key: string } | undefined {
  const prefix = "AIRFLOW__";
  if (!/^AIRFLOW__[\w.]+$/i.test(name)) return undefined;
  // A section has at least one letter, which may be an underscore.
  const end = name.indexOf("__", prefix.length + 1);
  if (end === -1 || end + 2 === name.length) return undefined;
  return { section: name.slice(prefix.length, end), key: name.slice(end + 2) };
}

/** Variables for options named SECTION.KEY. */
export const byOption = (options: Values): Values =>
  Object.fromEntries(Object.entries(options).map(([option, value]) => [optionVariable(option), value]));

/** The entries of a map of the file that are plain text. */
export const onlyText = (entries: Entries): Values =>
  Object.fromEntries(
    Object.entries(entries).flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])),
  );

/** The entries of a map of the file that refer to a secret. */
export const onlySecrets = (entries: Entries): Readonly<Record<string, Text>> =>
  Object.fromEntries(
    Object.entries(entries).flatMap(([key, value]) => (typeof value === "string" ? [] : [[key, [{ given: value }]]])),
  );

/** `airflow.options` of a file: sections, and the keys of each. */
type Options = Readonly<Record<string, Entries>>;

const flat = (options: Options): Entries =>
  Object.fromEntries(
    Object.entries(options).flatMap(([section, keys]) =>
      Object.entries(keys).map(([key, value]) => [optionVariable(`${section}.${key}`), value]),
    ),
  );

export const plainOptions = (options: Options): Values => onlyText(flat(options));
export const secretOptions = (options: Options): Readonly<Record<string, Text>> => onlySecrets(flat(options));
