import { connectionVariables } from "../../lib/airflow/environment/connections";
import type { Hole, Text } from "../../lib/airflow/secrets/secret";
import type { Beside } from "../../lib/airflow/workloads/besides";
import type { Service, Workload } from "../../lib/airflow/workloads/service";
import type { MachineDocument, Piece, Unit } from "../../lib/gcp/machines/document";
import { Documents, type DocumentsProps } from "../../lib/gcp/machines/documents";
import type { Surroundings } from "../../lib/gcp/workloads/process";
import { gcpReading, STACK } from "./gcp";
import { recorded } from "./recording-platform";

/** Airflow's image in tests. */
export const IMAGE = `registry.test/airflow@sha256:${"0".repeat(64)}`;

const nameOf = (filler: Hole): string =>
  "given" in filler ? (filler.given.secret ?? `file-${filler.given.file}`) : `${STACK}-${filler.secret}`;

/** A text with names in place of secrets, as the real ones are named. */
export const pieces = (text: Text): Piece[] =>
  text.map((part) => {
    if (typeof part === "string") return part;
    const key = "given" in part ? part.given.key : undefined;
    const { encode } = part;
    return { secret: nameOf(part), ...(key === undefined ? {} : { key }), ...(encode === undefined ? {} : { encode }) };
  });

/** What processes get in tests that are about something else. */
export const around = (more: Partial<Surroundings> = {}): Surroundings => ({
  image: IMAGE,
  secret: {},
  envFile: undefined,
  dags: [],
  pieces,
  ...more,
});

/** A service of the smallest file with these keys, as Airflow hands it to the target. */
export const serviceOf = (name: string, ...entries: readonly string[]): Service =>
  recorded(gcpReading(...entries).deployment).service(name);

/** What runs beside its services, in the same way. */
export const besideOf = (name: Beside, ...entries: readonly string[]): Workload =>
  recorded(gcpReading(...entries).deployment).beside(name);

/** The documents of the smallest file with these keys, by machine. */
export function documentsOf(
  entries: readonly string[] = [],
  more: Partial<DocumentsProps> = {},
): ReadonlyMap<string, MachineDocument> {
  const reading = gcpReading(...entries);
  const { composition } = recorded(reading.deployment);
  return new Documents({
    stack: STACK,
    reading,
    composition: { ...composition, services: composition.services.map(({ service }) => service) },
    around: around({ secret: connectionVariables(reading.deployment.airflow).secret }),
    stores: [],
    authorities: {},
    backups: "acme-backups",
    ...more,
  }).all();
}

/** One machine's document. */
export function documentOf(machine: string, ...args: Parameters<typeof documentsOf>): MachineDocument {
  const found = documentsOf(...args).get(machine);
  if (found === undefined) throw new Error(`no document of ${machine}`);
  return found;
}

/** One unit of a document; a missing one names those that are there. */
export function unitIn({ units }: Pick<MachineDocument, "units">, name: string): Unit {
  const found = units.find((unit) => unit.name === name);
  if (found === undefined) throw new Error(`no unit ${name} among ${units.map((unit) => unit.name).join(", ")}`);
  return found;
}

/** The values of a key in a unit's text, each in one line. */
export const valuesOf = (text: string, key: string): string[] =>
  text
    .replaceAll(/ \\\n\s*/g, " ")
    .split("\n")
    .flatMap((line) => (line.startsWith(`${key}=`) ? [line.slice(key.length + 1)] : []));

/** Words of a unit's `docker run`. */
export const runOf = ({ text }: Unit): string[] => (valuesOf(text, "ExecStart")[0] ?? "").split(" ");
