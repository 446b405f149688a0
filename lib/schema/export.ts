import { z } from "zod";
import { expectation } from "../deployment/words/expectation";
import type { Node } from "./node";

/**
 * What a person may write, as JSON Schema draft-07, which every editor reads: before transforms, with defaults and
 * examples as they stand in the file. Rules over several keys are not in it; synth checks them.
 */
export function exported(schema: z.ZodType): Node {
  const made = z.toJSONSchema(schema, {
    io: "input",
    target: "draft-07",
    override: ({ zodSchema, jsonSchema }) => complete(zodSchema, jsonSchema),
  });
  return JSON.parse(JSON.stringify(made));
}

/** zod leaves out examples and defaults above a transform, because it takes them for output. Ours are input. */
function complete(schema: z.core.$ZodTypes, json: z.core.JSONSchema.BaseSchema): void {
  const { def } = schema._zod;
  const meta = z.globalRegistry.get(schema);
  if (Array.isArray(meta?.["examples"])) json.examples = meta["examples"];
  if (def.type === "default" || def.type === "prefault") json.default = def.defaultValue;
  // A schema that says its own type narrows what it reads.
  if (meta?.["type"] !== undefined) delete json.anyOf;
  if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
  if (def.type === "string") addPatternMessages(schema, json);
  if (schema instanceof z.ZodStringFormat)
    json["patternErrorMessage"] ??= expectation({ code: "invalid_format", format: schema.format ?? "", input: "" });
  const message = messageOf(def, "invalid_type");
  if (message !== undefined && json.type !== undefined) json["errorMessage"] = message;
}

/** `patternErrorMessage` is what the YAML and JSON servers of editors show in place of the pattern. */
function addPatternMessages(schema: z.core.$ZodTypes, json: z.core.JSONSchema.BaseSchema): void {
  for (const { _zod } of schema._zod.def.checks ?? []) {
    const pattern: unknown = Reflect.get(_zod.def, "pattern");
    const message = messageOf(_zod.def, "invalid_format");
    if (!(pattern instanceof RegExp) || message === undefined) continue;
    for (const place of [json, ...(json.allOf ?? [])])
      if (place.pattern === pattern.source) place["patternErrorMessage"] ??= message;
  }
}

/** The schema's own words for a wrong type or a wrong form. */
function messageOf(def: object, code: "invalid_type" | "invalid_format"): string | undefined {
  const error: unknown = Reflect.get(def, "error");
  const told: unknown = typeof error === "function" ? error({ code, path: [] }) : undefined;
  return typeof told === "string" ? told : undefined;
}
