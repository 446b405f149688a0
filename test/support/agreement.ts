import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ValidateFunction } from "ajv";
import { compiled, marks } from "./validator";

const compiledOnce = new Map<string, ValidateFunction>();

/** Fails for a file that is read and that an editor would mark: the JSON Schema refuses what zod takes. */
export function expectNoMarks(target: string, text: string): void {
  const validate = compiledOnce.get(target) ?? compiled(schemaFile(target));
  compiledOnce.set(target, validate);
  const found = marks(validate, text);
  if (found.length > 0) throw new Error(`an editor would mark this file: ${found.join("; ")}\n${text}`);
}

const schemaFile = (name: string) => JSON.parse(readFileSync(join(__dirname, "../../schema", `${name}.json`), "utf8"));
