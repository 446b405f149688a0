import { OWNED_OPTIONS } from "../airflow/derived/owned-options";
import { loadTable, type Option, type OptionTable, TABLES } from "../airflow/options/table";
import { lookUp } from "../deployment/look-up";
import type { Node } from "./node";
import { DRAFT, NOTE } from "./schemas";

/** What one option is in the releases that describe it, oldest first. */
interface Described {
  readonly releases: readonly string[];
  readonly option: Option;
}

const OTHER: readonly Node[] = [{ type: ["object", "null"] }, { type: "string", pattern: "\\$" }];

/** Values by their kind. A secret, a variable that Airflow expands, and nothing (where a file extends another) fit all. */
const DEFINITIONS: Readonly<Record<string, Node>> = {
  bool: {
    anyOf: [
      { type: "boolean" },
      { enum: [0, 1] },
      { type: "string", pattern: "^\\s*([tTfF01]|[tT][rR][uU][eE]|[fF][aA][lL][sS][eE])\\s*(#|$)" },
      ...OTHER,
    ],
  },
  number: { anyOf: [{ type: "number" }, { type: "string", pattern: "[0-9]|[iI][nN][fF]|[nN][aA][nN]" }, ...OTHER] },
};

/**
 * Every option that a file may write, for editors, which propose them and show a sentence of Airflow's. Names that are
 * not here stay allowed: plugins have sections too.
 */
export function optionsSchema(): Node {
  const sections = new Map<string, Record<string, Node>>();
  for (const [name, described] of [...merged()].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const dot = name.lastIndexOf(".");
    const section = sections.get(name.slice(0, dot)) ?? {};
    sections.set(name.slice(0, dot), section);
    section[name.slice(dot + 1)] = node(described);
  }
  return {
    ...DRAFT,
    $comment: NOTE,
    title: "Options of Airflow",
    definitions: DEFINITIONS,
    type: "object",
    properties: Object.fromEntries([...sections].map(([section, properties]) => [section, { properties }])),
  };
}

function merged(): ReadonlyMap<string, Described> {
  const found = new Map<string, Described>();
  for (const release of TABLES)
    for (const [name, option] of proposed(loadTable(release)))
      found.set(name, { releases: [...(found.get(name)?.releases ?? []), release], option });
  return found;
}

/** Those that Airflow describes, and that no other key of a file sets. */
const proposed = ({ options }: OptionTable): readonly (readonly [string, Option])[] =>
  Object.entries(options).filter(
    ([name, { about }]) => about !== undefined && lookUp(OWNED_OPTIONS, name) === undefined,
  );

function node({ releases, option }: Described): Node {
  const { kind, values } = option;
  const shown = value(option);
  return {
    description: told(option, releases),
    ...(shown === undefined ? {} : { default: shown }),
    ...(kind === "bool" ? { $ref: "#/definitions/bool" } : {}),
    ...(kind === "int" || kind === "float" ? { $ref: "#/definitions/number" } : {}),
    ...(kind === "enum" && values !== undefined ? { anyOf: [{ enum: values }, ...OTHER] } : {}),
    ...(kind === "word" && values !== undefined ? { examples: values } : {}),
  };
}

function told({ about = "", deprecated, sensitive }: Option, releases: readonly string[]): string {
  const only = releases.length === TABLES.length ? "" : ` Only in ${releases.join(" and ")}.`;
  return `${about}.${only}${deprecated === undefined ? "" : " Deprecated."}${sensitive ? " A secret." : ""}`;
}

const LONGEST_DEFAULT = 60;

/** The default, as the file would have it; none where only a container knows it. */
function value({ kind, default: text = "", sensitive }: Option): unknown {
  if (text === "" || text.length > LONGEST_DEFAULT || /[{\n]/.test(text) || sensitive === true) return undefined;
  if (kind === "bool") return /^(t|true|1)$/i.test(text);
  return (kind === "int" || kind === "float") && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** With a line for each option. */
export function optionsText(): string {
  const { properties = {}, ...rest } = optionsSchema();
  const sections = Object.entries(properties).map(([section, { properties: keys = {} }]) => {
    const lines = Object.entries(keys).map(
      ([key, inside]) => `        ${JSON.stringify(key)}: ${JSON.stringify(inside)}`,
    );
    return `    ${JSON.stringify(section)}: {\n      "properties": {\n${lines.join(",\n")}\n      }\n    }`;
  });
  const head = Object.entries(rest).map(([key, inside]) => `  ${JSON.stringify(key)}: ${JSON.stringify(inside)}`);
  return `{\n${[...head, `  "properties": {\n${sections.join(",\n")}\n  }`].join(",\n")}\n}\n`;
}
