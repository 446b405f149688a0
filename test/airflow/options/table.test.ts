import { todaysName } from "../../../lib/airflow/derived/option-names";
import { OWNED_OPTIONS } from "../../../lib/airflow/derived/owned-options";
import { find } from "../../../lib/airflow/options/find";
import { loadTable, type OptionTable, TABLES, tableName } from "../../../lib/airflow/options/table";
import { expected } from "../../../lib/airflow/options/value";
import { parseVersion } from "../../../lib/airflow/releases/version";
import { SENSITIVE_OPTIONS } from "../../../lib/deployment/secret/options";

const tables: readonly (readonly [string, OptionTable])[] = TABLES.map((name) => [name, loadTable(name)]);
const sections = ["core", "celery", "fab", "aws", "standard", "openlineage", "kubernetes_executor"];

test.each([
  ["2.11.2", "2.11"],
  ["3.1.8", "3.3"],
  ["3.3.2", "3.3"],
  ["3.4.0", "3.4"],
  ["3.10.0", "3.4"],
])("%s is judged by the table of %s", (version, table) => {
  const parsed = parseVersion(version);
  expect(parsed && tableName(parsed)).toBe(table);
});

test.each(tables)("%s: sections, options and their values belong together", (name, table) => {
  expect(table.airflow.startsWith(`${name}.`)).toBe(true);
  for (const section of sections.slice(0, name === "2.11" ? 4 : 7)) expect(table.sections).toHaveProperty([section]);
  for (const [option, { kind, values }] of Object.entries(table.options)) {
    const dot = option.lastIndexOf(".");
    expect(find(table, option.slice(0, dot), option.slice(dot + 1)).option).toBeDefined();
    expect([option, values !== undefined]).toEqual([option, ["enum", "enums", "word"].includes(kind)]);
  }
});

test.each(tables)("%s: a default is a good value, and a described name a right one", (name, table) => {
  const version = parseVersion(table.airflow.replace(/b\d+$/, ""));
  for (const [option, known] of Object.entries(table.options)) {
    // What a default is read as is looked at as if a person wrote it.
    const { default: text, ...rest } = known;
    if (text !== undefined && text !== "" && !text.includes("{"))
      expect([name, option, expected(option, rest, text, table)]).toEqual([name, option, undefined]);
    if (known.about !== undefined && version !== undefined)
      expect([option, todaysName(option, version)]).toEqual([option, undefined]);
  }
});

test("options that the tables call sensitive are those that are never written plainly", () => {
  const found = tables.flatMap(([, { options }]) =>
    Object.entries(options).flatMap(([name, { sensitive }]) => (sensitive === true ? [name] : [])),
  );
  expect([...SENSITIVE_OPTIONS].sort()).toEqual([...new Set(found)].sort());
});

test("what this program sets is an option of some release", () => {
  const unknown = Object.keys(OWNED_OPTIONS).filter((name) =>
    tables.every(([, { options, changes }]) => options[name] === undefined && changes[name] === undefined),
  );
  // The reader of logs looks it up by a name that it puts together.
  expect(unknown).toEqual(["logging.triggerer_log_server_port"]);
});
