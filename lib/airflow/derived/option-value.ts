import type { SecretReference } from "../../deployment/schema/scalars";
import type { Deployment } from "../../deployment/schema/schema";

export interface WrittenOption {
  readonly section: string;
  readonly key: string;
  /** SECTION.KEY */
  readonly name: string;
  readonly value: string | SecretReference;
}

export const pathOf = ({ section, key }: WrittenOption): readonly string[] => ["airflow", "options", section, key];

/** The same of an option that a rule names, SECTION.KEY. */
export const pathOfName = (name: string): readonly string[] => ["airflow", "options", ...name.split(".")];

/** Every option of the file, in its order. */
export const writtenOptions = ({ airflow }: Deployment): readonly WrittenOption[] =>
  Object.entries(airflow.options).flatMap(([section, keys]) =>
    Object.entries(keys).map(([key, value]) => ({ section, key, name: `${section}.${key}`, value })),
  );

/** What the file says about an option, as text; undefined where it says nothing, or names a secret. */
export function optionText({ airflow }: Deployment, name: string): string | undefined {
  const [section = "", key = ""] = name.split(".");
  const value = airflow.options[section]?.[key];
  return typeof value === "string" ? value : undefined;
}

/** A whole number that the file gives an option; Airflow's own default where it says nothing or no number. */
export function optionNumber(deployment: Deployment, name: string, otherwise: number): number {
  const text = optionText(deployment, name);
  return text !== undefined && /^-?\d{1,9}$/.test(text) ? Number(text) : otherwise;
}

/** The same of seconds, of which some options take fractions. */
export function optionSeconds(deployment: Deployment, name: string, otherwise: number): number {
  const text = optionText(deployment, name)?.trim() ?? "";
  return /^\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : otherwise;
}
