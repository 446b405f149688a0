import { type Fault, parseEnvFile } from "../../airflow/environment/env-file/parse";
import { interpolate, type Lookup } from "./interpolate";
import type { Origin } from "./tree";

/** One variable of a service, and where it comes from. */
export interface Setting {
  readonly text: string;
  readonly at: Origin;
  /** Variables of compose in it that have no value. */
  readonly unset: readonly string[];
  readonly fromFile: boolean;
}

export type Settings = ReadonlyMap<string, Setting>;

export type Values = ReadonlyMap<string, string>;

/**
 * The variables of a file of KEY=VALUE lines, read as compose reads `.env` and `env_file`: all that a container reads,
 * and a name without a value, and what `${...}` names, from `around`, which wins. Lines that compose refuses are left out.
 */
export const envFile = (text: string, around: Lookup): Values =>
  new Map(read(text, around).lines.map(({ name, value }) => [name, value]));

/** Lines for which compose refuses the file. */
export const wrongLines = (text: string): readonly Fault[] =>
  read(text, () => undefined).faults.filter(({ message }) => message !== UNSET);

const UNSET = "has no value";

const read = (text: string, around: Lookup) =>
  parseEnvFile(text, {
    names: /^[A-Za-z0-9_.[\]-]+$/,
    fill: (value, known) => ({ value: interpolate(value, (name) => around(name) ?? known.get(name)).text }),
    alone: (name) => {
      const value = around(name);
      return value === undefined ? { message: UNSET } : { value };
    },
  });
