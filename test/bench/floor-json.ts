import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export const isObject = (json: Json | undefined): json is JsonObject =>
  typeof json === "object" && json !== null && !Array.isArray(json);

export const object = (json: Json | undefined): JsonObject => (isObject(json) ? json : {});

/** An asset in a stack's output: `assets/ID/HASH/...`. */
export interface Asset {
  readonly id: string;
  readonly path: string;
  readonly kind: "FILE" | "DIRECTORY";
}

/** A stack as it was synthesized. */
export interface Synthesized {
  readonly name: string;
  readonly json: JsonObject;
  readonly assets: readonly Asset[];
}

export function synthesized(outdir: string): Synthesized[] {
  const stacks = join(outdir, "stacks");
  return readdirSync(stacks)
    .sort()
    .map((name) => {
      const text = readFileSync(join(stacks, name, "cdk.tf.json"), "utf8");
      const json: JsonObject = JSON.parse(text);
      return { name, json, assets: assets(join(stacks, name), text) };
    });
}

function assets(stack: string, text: string): Asset[] {
  const names = readdirSync(stack).includes("assets") ? readdirSync(join(stack, "assets")) : [];
  return names.sort().flatMap((id) =>
    readdirSync(join(stack, "assets", id)).map((hash): Asset => {
      const folder = join(stack, "assets", id, hash);
      const file = readdirSync(folder).find((name) => text.includes(`assets/${id}/${hash}/${name}`));
      return {
        id,
        path: file === undefined ? folder : join(folder, file),
        kind: file === undefined ? "DIRECTORY" : "FILE",
      };
    }),
  );
}

/** What Terraform reads: without the comments, which name the constructs' paths. */
export const plain = (json: Json): Json => {
  if (Array.isArray(json)) return json.map(plain);
  if (!isObject(json)) return json;
  const keys = Object.keys(json).filter((key) => key !== "//");
  return Object.fromEntries(keys.sort().map((key) => [key, plain(json[key] ?? null)]));
};

/** `ecs_service` -> `ecsService`. */
export const camel = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

export const deepCamel = (json: Json): Json => {
  if (Array.isArray(json)) return json.map(deepCamel);
  return isObject(json)
    ? Object.fromEntries(Object.entries(json).map(([key, value]) => [camel(key), deepCamel(value)]))
    : json;
};
