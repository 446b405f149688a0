import { isFrom, type Version } from "../releases/version";

/** What a value of an option must look like, by how Airflow reads it; see value.ts. */
export type Kind =
  | "text"
  | "bool"
  | "int"
  | "float"
  | "seconds"
  | "json"
  | "import"
  | "list"
  | "enum"
  | "enums"
  | "word";

export interface Option {
  readonly kind: Kind;
  /** All values that an enum, a list of enums or a word may have. Airflow itself checks all but words. */
  readonly values?: readonly string[];
  readonly default?: string;
  readonly sensitive?: true;
  /** The 3.x that brought it. Unwritten: it was there before 3.0, or a provider's. */
  readonly added?: string;
  /** Why not to use it any more. */
  readonly deprecated?: string;
  /** A sentence of Airflow's description. Unwritten: Airflow's code reads the option, and describes it nowhere. */
  readonly about?: string;
}

export interface Section {
  /** The provider that it is of. Unwritten: Airflow's own. */
  readonly provider?: string;
  /** It is read as a whole, so that any name may stand in it. */
  readonly open?: true;
}

/** What one release says about options; made by `npm run options`. */
export interface OptionTable {
  readonly airflow: string;
  readonly providers: Readonly<Record<string, string>>;
  readonly sections: Readonly<Record<string, Section>>;
  /** By SECTION.KEY. */
  readonly options: Readonly<Record<string, Option>>;
  /** By an old SECTION.KEY: its name since a version, null where it went. */
  readonly changes: Readonly<Record<string, readonly [today: string | null, since: string]>>;
}

/** The releases that there is a table of, oldest first. */
export const TABLES = ["2.11", "3.3", "3.4"] as const;
export type TableName = (typeof TABLES)[number];

/** A table costs a millisecond or two: only a file that writes options loads one. */
const LOAD: Readonly<Record<TableName, () => OptionTable>> = {
  "2.11": () => require("./2.11.json"),
  "3.3": () => require("./3.3.json"),
  "3.4": () => require("./3.4.json"),
};

export const loadTable = (name: TableName): OptionTable => LOAD[name]();

/** The table that a version is judged by: its own, or the next newer one of its major. */
export function tableName(version: Version): TableName {
  if (version.major < 3) return "2.11";
  return isFrom(version, "3.4") ? "3.4" : "3.3";
}

export const optionTable = (version: Version): OptionTable => loadTable(tableName(version));
