import { got } from "../../../deployment/words/echo";
import { pathOf, type WrittenOption } from "../../derived/option-value";
import { find } from "../../options/find";
import type { Kind, Option, OptionTable } from "../../options/table";
import { expected } from "../../options/value";

/** Why Airflow would refuse the value of an option, or take it for another; undefined: it would not. */
export function wrongValue(written: WrittenOption, table: OptionTable): string | undefined {
  const { section, key, name, value } = written;
  const { option } = find(table, section, key);
  if (typeof value !== "string" || option === undefined) return undefined;
  const message = expected(name, option, value, table);
  if (message === undefined) return undefined;
  const silent = option.sensitive === true || HIDDEN.has(option.kind);
  return message + (silent ? "" : got(value, pathOf(written), message)) + spelled(option, value);
}

/** Kinds whose value may hold a secret somewhere inside. */
const HIDDEN: ReadonlySet<Kind> = new Set<Kind>(["json", "text", "list"]);

/** What to write for a word that differs in its letters' case only. */
function spelled({ values = [] }: Option, value: string): string {
  const word = values.find((one) => one.toLowerCase() === value.trim().toLowerCase());
  return word === undefined ? "" : `; write ${word}`;
}
