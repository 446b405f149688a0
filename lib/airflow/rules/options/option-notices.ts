import { keyShown } from "../../../deployment/words/echo";
import type { Finding } from "../../../deployment/words/finding";
import { nearest } from "../../../deployment/words/nearest";
import { pathOf, type WrittenOption } from "../../derived/option-value";
import { find, keysOf, sectionsWith } from "../../options/find";
import { loadTable, type OptionTable, TABLES } from "../../options/table";
import { isOlder } from "../../releases/version";

/** Options that Airflow may never read: names that nobody describes, and those of a newer or an older release. */
export const notices = (written: readonly WrittenOption[], table: OptionTable, version: string): readonly Finding[] => [
  ...strangers(written, table, version),
  ...written.flatMap((option) => {
    const message = unread(option, table, version);
    return message === undefined ? [] : [{ path: pathOf(option), message, kind: "notice" as const }];
  }),
];

const PASSED_ON = "It is passed on as it is, for a plugin of your own";

/** Each section that nobody knows, once. */
function strangers(written: readonly WrittenOption[], table: OptionTable, version: string): readonly Finding[] {
  const unknown = written.filter(({ section, key }) => find(table, section, key).section === undefined);
  return [...new Set(unknown.map(({ section }) => section))].map((section) => {
    const near = nearest(section, Object.keys(table.sections));
    const hint = near === undefined ? "" : `; did you mean [${near}]?`;
    return {
      path: ["airflow", "options", section],
      message: `neither Airflow ${version} nor a provider known here has a section [${keyShown(section)}]${hint || "."} ${PASSED_ON}`,
      kind: "notice",
    };
  });
}

function unread({ section, key }: WrittenOption, table: OptionTable, version: string): string | undefined {
  const found = find(table, section, key);
  if (found.section === undefined) return undefined;
  const { option } = found;
  if (option === undefined)
    return isRead(found.section, key, table)
      ? undefined
      : `neither Airflow ${version} nor a provider known here has an option [${section}] ${keyShown(key)}${hint(found.section, key, table)} ${PASSED_ON}`;
  if (option.added !== undefined && isOlder(version, option.added))
    return `[${section}] ${key} came with Airflow ${option.added}, and ${version} does not read it`;
  return option.deprecated === undefined
    ? undefined
    : `[${section}] ${key} is deprecated in Airflow ${version}: ${option.deprecated}`;
}

/** A name of releases between two tables, a section that takes any name, a secret option's command. */
function isRead(section: string, key: string, table: OptionTable): boolean {
  const name = `${section}.${key}`;
  if (table.changes[name] !== undefined || TABLES.some((other) => loadTable(other).options[name])) return true;
  const base = table.options[`${section}.${key.replace(/_(cmd|secret)$/, "")}`];
  return table.sections[section]?.open === true || base?.sensitive === true;
}

function hint(section: string, key: string, table: OptionTable): string {
  const near = nearest(key, keysOf(table, section));
  if (near !== undefined) return `; did you mean ${near}?`;
  const [elsewhere, ...more] = sectionsWith(table, key);
  return elsewhere === undefined || more.length > 0 ? "." : `; did you mean [${elsewhere}] ${key}?`;
}
