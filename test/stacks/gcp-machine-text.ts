import { parse } from "yaml";
import { PROGRAMS } from "../../lib/airflow/files/files";
import type { MachineDocument } from "../../lib/gcp/machines/document";
import { METADATA } from "../../lib/gcp/names";
import type { GcpJson } from "../support/gcp";

/** What Terraform gives a kind of machine, by its name: texts of the JSON, with its escapes still in them. */
export function metadataOf({ resource }: GcpJson): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const machines = ["google_compute_instance", "google_compute_instance_template"];
  return new Map(
    machines.flatMap((type) =>
      Object.entries(resource[type] ?? {}).map(([name, { metadata }]): [string, Record<string, string>] => [
        name,
        metadata as Record<string, string>,
      ]),
    ),
  );
}

/** A text as Terraform hands it on. Source: Terraform, "Strings and Templates", escape sequences. */
export const unescaped = (text: string): string => text.replaceAll("$${", "${").replaceAll("%%{", "%{");

/** What a kind of machine runs, as the machine reads it. */
export function documentIn(json: GcpJson, machine: string): MachineDocument {
  const text = metadataOf(json).get(machine)?.[METADATA.machine];
  if (text === undefined) throw new Error(`no machine ${machine}`);
  return parse(unescaped(text)) as MachineDocument;
}

/** The document without programs, which are tested where they lie, and with each variable where it first stands. */
export function shortDocument(json: GcpJson, machine: string): Readonly<Record<string, unknown>> {
  const { units, files, ...rest } = documentIn(json, machine);
  const main = units.find(({ name }) => name === "scheduler" || name.startsWith("worker-"));
  const known = main === undefined ? [] : [...variables(main), ...secrets(main)];
  return {
    ...rest,
    units: units.map((unit) => ({
      name: unit.name,
      stage: unit.stage,
      drainSeconds: unit.drainSeconds,
      text: unit.text.split("\n"),
      ...(unit.timer === undefined ? {} : { timer: unit.timer.split("\n") }),
      variables: [...variables(unit), ...secrets(unit)].filter((one) => unit === main || !known.includes(one)),
    })),
    files: Object.keys(files).filter((path) => !path.startsWith(`${PROGRAMS}/`)),
  };
}

type Unit = MachineDocument["units"][number];
const variables = ({ environment }: Unit) => Object.entries(environment).map(([name, value]) => `${name}=${value}`);
const secrets = ({ secrets: all }: Unit) =>
  Object.entries(all).map(([path, pieces]) => `${path}: ${JSON.stringify(pieces)}`);
