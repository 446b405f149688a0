import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../../commands/run";
import { must, tail } from "../../expect";
import { overrides } from "./overrides";

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Item = Readonly<Record<string, Json>>;
export type Items = Readonly<Record<string, Readonly<Record<string, Item>>>>;

/** What a Terraform configuration says, as far as the evaluation changes it. */
interface Configuration {
  readonly terraform: Item;
  readonly resource: Items;
  readonly data?: Items;
  readonly ephemeral?: Items;
  readonly [key: string]: unknown;
}

/** A resource after an apply: all its references are values. */
export interface Applied {
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

interface Line {
  readonly type: string;
  readonly "@message": string;
  readonly diagnostic?: { readonly severity: string; readonly summary: string; readonly detail?: string };
  readonly test_state?: { readonly root_module: { readonly resources: readonly Applied[] } };
}

/**
 * All resources of a synthesized stack with their references resolved by Terraform itself: an apply with the real
 * provider's schema, in which Google answers nothing (`mock_provider`). Passwords are made by the real random provider;
 * what a stack keeps out of the state is written into this one, which the run needs as the content of Secret Manager.
 * @param folder gets the changed copy
 */
export async function evaluated(synthesized: string, folder: string, project: string): Promise<readonly Applied[]> {
  mkdirSync(folder, { recursive: true });
  const texts: string[] = [];
  const configuration = changed(readFileSync(synthesized, "utf8"), texts);
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify(configuration));
  writeFileSync(join(folder, "main.tftest.json"), JSON.stringify(overrides(configuration, project)));
  const environment = { TF_CLI_CONFIG_FILE: "", CHECKPOINT_DISABLE: "1" };
  const init = await run("terraform", [`-chdir=${folder}`, "init", "-input=false", "-no-color"], { environment });
  must(init.code === 0, `terraform init failed:\n${tail(init.stderr)}`);
  const test = await run("terraform", [`-chdir=${folder}`, "test", "-json", "-verbose"], { environment });
  const lines = test.stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Line);
  const errors = lines.flatMap(({ diagnostic }) =>
    diagnostic?.severity === "error" ? [`${diagnostic.summary}: ${diagnostic.detail ?? ""}`] : [],
  );
  must(test.code === 0, `terraform test ended with ${test.code}:\n${errors.join("\n")}${test.stderr}`);
  const state = lines.find(({ test_state }) => test_state !== undefined)?.test_state;
  must(state !== undefined, "terraform test printed no state");
  return state.root_module.resources.map(asItWas).map((one) => ({ ...one, values: whole(one.values, texts) }));
}

/**
 * Kinds that no other resource refers to: of them only the arguments are of interest. Terraform works those out without
 * the provider too, in a fraction of the time.
 */
const LEAVES = /_iam_member$|^google_compute_firewall$|^google_dns_record_set$|^google_project_service$/;
const LEAF = "terraform_data";

/** Longer texts without an expression are kept from Terraform, which reads each of them a dozen times. */
const LONG = 2000;
const SEPARATOR = "__of__";

/** No backend, nothing protected, and in the place of what is ephemeral or write-only the same as plain resources. */
function changed(text: string, texts: string[]): Configuration {
  const all = JSON.parse(text.replaceAll("ephemeral.random_password.", "random_password."), (_key, value: unknown) =>
    typeof value === "string" ? short(value, texts) : value,
  ) as Configuration;
  const { terraform, resource, ephemeral = {}, output: _, ...rest } = all;
  const { backend: __, ...kept } = terraform;
  const merged: Record<string, Record<string, Item>> = {};
  const add = (type: string, name: string, item: Item) => {
    merged[type] = { ...merged[type], [name]: item };
  };
  for (const part of [resource, ephemeral])
    for (const [type, items] of Object.entries(part))
      for (const [name, item] of Object.entries(items))
        if (LEAVES.test(type)) add(LEAF, `${type}${SEPARATOR}${name}`, { input: leaf(item) });
        else add(type, name, plain(item));
  return { ...rest, terraform: kept, resource: merged };
}

/** A mark in the place of a long text, as it is after Terraform has read it. */
function short(text: string, texts: string[]): string {
  const plainText = text.replaceAll("$${", "").replaceAll("%%{", "");
  if (text.length < LONG || /[$%]\{/.test(plainText)) return text;
  texts.push(text.replaceAll("$${", "${").replaceAll("%%{", "%{"));
  return `long text ${texts.length - 1}`;
}

function whole<Value>(value: Value, texts: readonly string[]): Value {
  const json = JSON.stringify(value, (_key, one: unknown) => {
    const [, index] = (typeof one === "string" && /^long text (\d+)$/.exec(one)) || [];
    return index === undefined ? one : texts[Number(index)];
  });
  return JSON.parse(json) as Value;
}

const leaf = ({ lifecycle: _, depends_on: __, provider: ___, ...values }: Item): Item => values;

/** A leaf as the resource that it was. */
function asItWas(one: Applied): Applied {
  const [type = "", name] = one.name.split(SEPARATOR);
  if (one.type !== LEAF || name === undefined) return one;
  return { ...one, type, name, values: one.values["input"] as Applied["values"] };
}

function plain(item: Item): Item {
  const entries = Object.entries(item).flatMap(([key, value]): [string, Json][] => {
    // The order of an apply is of no interest here.
    if (key === "depends_on" || key.endsWith("_wo_version")) return [];
    if (key.endsWith("_wo")) return [[key.slice(0, -"_wo".length), value]];
    if (key !== "lifecycle") return [[key, value]];
    const { prevent_destroy: _, replace_triggered_by: __, ...rest } = value as Item;
    return [[key, rest]];
  });
  return Object.fromEntries(entries);
}
