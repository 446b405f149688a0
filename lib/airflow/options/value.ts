import { least } from "./bounds";
import type { Kind, Option, OptionTable } from "./table";

type Release = Pick<OptionTable, "airflow">;

/**
 * What a value must be that Airflow refuses, or takes for something else; undefined: it is good. Airflow's own rules,
 * seen with the values of test/airflow/options/values.json in each release.
 * @param name SECTION.KEY
 */
export function expected(name: string, option: Option, value: string, { airflow }: Release): string | undefined {
  // Airflow expands variables and ~ first, to what only the container knows.
  if (/\$[\w{]|^~/.test(value) || value === option.default) return undefined;
  if (value === "" && (EMPTY.has(option.kind) || (option.default ?? "") === "")) return undefined;
  const wrong = FORMS[option.kind]?.(value, option, airflow) === false;
  const low = least(name);
  if (!wrong) return outside(name, value, option.kind, low);
  if (option.kind === "int" && low !== undefined) return `${WORDS.int}, ${range(name, low)}`;
  return option.values === undefined
    ? WORDS[option.kind]
    : `${MANY[option.kind] ?? "expected "}${either(option.values)}`;
}

/** Kinds that Airflow reads from nothing. */
const EMPTY: ReadonlySet<Kind> = new Set<Kind>(["text", "seconds", "json", "import", "list", "enum", "enums"]);

type Form = (value: string, option: Option, airflow: string) => boolean;

const SPACE = String.raw`\s*`;
const DIGITS = String.raw`\d+(?:_\d+)*`;
const INT = new RegExp(`^${SPACE}[+-]?${DIGITS}${SPACE}$`);
const FLOAT = new RegExp(
  `^${SPACE}[+-]?(?:(?:${DIGITS}\\.?(?:${DIGITS})?|\\.${DIGITS})(?:e[+-]?${DIGITS})?|inf(?:inity)?|nan)${SPACE}$`,
  "i",
);
const OBJECT = /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)+$/u;

const number = (value: string): number => Number(value.replaceAll("_", ""));

const FORMS: Partial<Readonly<Record<Kind, Form>>> = {
  // What stands behind # is a remark.
  bool: (value) => /^(t|true|1|f|false|0)$/i.test((value.split("#")[0] ?? "").trim()),
  // 3.x takes 16.0 too.
  int: (value, _, airflow) =>
    INT.test(value) || (!airflow.startsWith("2.") && FLOAT.test(value) && Number.isInteger(number(value))),
  float: (value) => FLOAT.test(value),
  seconds: (value) => INT.test(value),
  json: isJson,
  import: (value) => OBJECT.test(value),
  enum: (value, { values = [] }) => values.includes(value),
  enums: (value, { values = [] }) => value.split(",").every((one) => values.includes(one.trim())),
  word: (value, { values = [] }) => values.some((one) => one.toLowerCase() === value.trim().toLowerCase()),
};

const WORDS: Readonly<Record<Kind, string>> = {
  bool: "expected true or false",
  int: "expected a whole number",
  float: "expected a number",
  seconds: "expected a whole number of seconds",
  json: "expected JSON",
  import: "expected the path of a Python object, such as acme.module.name",
  enum: "expected one of Airflow's values",
  enums: "expected a list of Airflow's values",
  word: "expected one of Airflow's values",
  list: "expected a list",
  text: "expected text",
};

const MANY: Partial<Readonly<Record<Kind, string>>> = { enums: "expected a list, separated by commas, of " };

const either = (values: readonly string[]): string => {
  const named = values.filter((one) => one !== "");
  return named.length < 2 ? named.join("") : `${named.slice(0, -1).join(", ")} or ${named.at(-1)}`;
};

/** Python takes NaN and Infinity as well. */
function isJson(value: string): boolean {
  try {
    JSON.parse(value.replace(/(?<![\w.+-])(?:-?Infinity|NaN)\b/g, "0"));
    return true;
  } catch {
    return false;
  }
}

const MOST_PORT = 65_535;
const isPort = (name: string): boolean => /[._]port$/.test(name);

function outside(name: string, value: string, kind: Kind, low: number | undefined): string | undefined {
  if (low === undefined || (kind !== "int" && kind !== "float")) return undefined;
  const wrong = number(value) < low || (isPort(name) && number(value) > MOST_PORT);
  return wrong ? `expected ${range(name, low)}` : undefined;
}

const range = (name: string, low: number): string => (isPort(name) ? `${low} to ${MOST_PORT}` : `${low} or more`);
