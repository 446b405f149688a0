import { parse } from "yaml";
import { Airflow } from "../../lib/airflow/workloads/airflow";
import type { MachineDocument } from "../../lib/gcp/machines/document";
import { METADATA } from "../../lib/gcp/names";
import { GcpPlatform } from "../../lib/gcp/platform";
import { PROJECT } from "./docker";
import { type GcpJson, gcpReading, gcpStack, resourceOf, STACK } from "./gcp";

/**
 * Airflow of the smallest good file with these keys, on machines of Google, as Terraform's JSON.
 * @param entries keys of the file, see gcpReading
 */
export const deployed = (...entries: readonly string[]): GcpJson =>
  gcpStack((stack) => {
    const reading = gcpReading(...entries);
    const platform = new GcpPlatform(stack, "project", { stack: STACK, root: PROJECT, ...reading });
    new Airflow(stack, "airflow", { deployment: reading.deployment, platform, root: PROJECT });
  });

const typeOf = (machine: string) =>
  machine === "master" ? "google_compute_instance" : "google_compute_instance_template";

/** What a kind of machine is told, by the keys of its metadata. */
export const metadataIn = (json: GcpJson, machine: string): Readonly<Record<string, string>> =>
  resourceOf(json, typeOf(machine), machine)["metadata"] as Readonly<Record<string, string>>;

/** The document of a machine, as the machine reads it: Terraform's own escapes are off again. */
export function documentIn(json: GcpJson, machine: string): MachineDocument {
  const text = metadataIn(json, machine)[METADATA.machine] ?? "";
  return parse(text.replaceAll("$${", "${").replaceAll("%%{", "%{")) as MachineDocument;
}
