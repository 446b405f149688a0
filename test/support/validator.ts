import Ajv, { type ValidateFunction } from "ajv";
import { parse } from "yaml";
import type { Node } from "../../lib/schema/node";
import { optionsSchema } from "../../lib/schema/options";

/** Words that only editors read. */
const FOR_EDITORS = ["markdownDescription", "patternErrorMessage", "errorMessage", "deprecationMessage"];

export const compiled = (schema: Node): ValidateFunction =>
  // Formats are left to their patterns, as ajv has none of its own.
  new Ajv({ allErrors: true, validateFormats: false, strictTypes: false })
    .addVocabulary(FOR_EDITORS)
    .addSchema(optionsSchema(), "options.json")
    .compile(schema);

/** What an editor would mark in a file: `/workers/main must have required property 'queues'`. */
export function marks(validate: ValidateFunction, text: string): string[] {
  validate(parse(text));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
