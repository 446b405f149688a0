import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import type { TerraformStack } from "cdktf";
import { readDeployment } from "../../lib/deployment/file/read";
import { narrowed } from "../../lib/deployment/schema/schema";
import { line } from "../../lib/deployment/words/problem";
import { type GcpFile, type GcpReading, isGcp, shape } from "../../lib/gcp/settings/settings";
import { type StackJson, stackJson } from "./terraform-json";

/** Name of the stack that tests build. */
export const STACK = "acme";

type Blocks = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** A stack in Terraform's JSON: blocks by type and by name. */
export interface GcpJson extends StackJson {
  readonly data?: Blocks;
  readonly ephemeral?: Blocks;
}

/** What constructs come to, in a stack with the provider. */
export const gcpStack = (build: (stack: TerraformStack) => void): GcpJson =>
  stackJson((stack) => {
    new GoogleProvider(stack, "google", { project: "acme-data", region: "europe-west3", zone: "europe-west3-a" });
    build(stack);
  }, STACK);

/** One resource; a missing one names those that are there. */
export function resourceOf({ resource }: GcpJson, type: string, name: string): Readonly<Record<string, unknown>> {
  const found = resource[type]?.[name];
  if (found === undefined) throw new Error(`no ${type}.${name} among ${Object.keys(resource[type] ?? {}).join(", ")}`);
  return found;
}

/** The smallest good file, by its keys at the top. */
const SMALLEST: Readonly<Record<string, string>> = {
  target: "gcp-vms",
  project: "acme-data",
  zone: "europe-west3-a",
  state: "{ bucket: acme-terraform-state }",
  airflow: `{ version: "3.3.2", image: "registry.test/airflow@sha256:${"0".repeat(64)}" }`,
  webserver: '{ baseUrl: "http://localhost:8080" }',
  workers: "{ main: { queues: [default] } }",
};

const keyOf = (entry: string) => entry.slice(0, entry.indexOf(":"));
const textOf = (entry: string) => entry.slice(entry.indexOf(":") + 1).trim();

/** The smallest good file with these keys, see gcpReading. */
export function gcpText(...entries: readonly string[]): string {
  const written = { ...SMALLEST, ...Object.fromEntries(entries.map((entry) => [keyOf(entry), textOf(entry)])) };
  return Object.entries(written)
    .map(([key, value]) => `${key}: ${value}`)
    .join("\n");
}

/**
 * What the smallest good file with these keys reads to, without rules over the whole file.
 * @param entries lines `key: value` in YAML; one replaces the smallest file's own line of that key
 */
export function gcpReading(...entries: readonly string[]): GcpReading {
  const text = gcpText(...entries);
  const reader = { shape, rules: () => [] };
  const result = readDeployment({ path: "configs/acme.yaml", text }, { "gcp-vms": reader });
  if (!result.ok) throw new Error(result.problems.map(line).join("\n"));
  return { deployment: narrowed(isGcp, result.deployment) };
}

/** The settings of such a file. */
export const gcpSettings = (...entries: readonly string[]): GcpFile => gcpReading(...entries).deployment;
