import { lookUp } from "../../deployment/look-up";
import { inVariable } from "../environment/option";
import type { Option, OptionTable, Section } from "./table";

/** A section and a key as the table has them. */
export interface Found {
  /** The table's own spelling: common.io for common_io. Undefined: no section of it. */
  readonly section?: string;
  readonly option?: Option;
}

export function find({ sections, options }: OptionTable, section: string, key: string): Found {
  const known = Object.hasOwn(sections, section) ? section : sameVariable(section, sections);
  if (known === undefined) return {};
  const option = lookUp(options, `${known}.${key}`);
  return { section: known, ...(option === undefined ? {} : { option }) };
}

const sameVariable = (section: string, sections: Readonly<Record<string, Section>>): string | undefined =>
  Object.keys(sections).find((known) => inVariable(known) === inVariable(section));

/** Keys of a section, in its order. */
export const keysOf = ({ options }: OptionTable, section: string): string[] =>
  Object.keys(options)
    .filter((name) => name.startsWith(`${section}.`) && !name.slice(section.length + 1).includes("."))
    .map((name) => name.slice(section.length + 1));

/** Sections that have a key. */
export const sectionsWith = ({ options }: OptionTable, key: string): string[] =>
  Object.keys(options)
    .filter((name) => name.endsWith(`.${key}`))
    .map((name) => name.slice(0, -key.length - 1));
