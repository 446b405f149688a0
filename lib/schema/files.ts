import { RENAMES, type Rename } from "../deployment/file/renames";
import { optionsText } from "./options";
import { reference } from "./reference";
import { deploymentSchema, type Shapes, targetSchema } from "./schemas";
import { sharedSchema } from "./shared";

/** Everything that is generated from the schemas: text by path in the project. */
export function generatedFiles(
  targets: Shapes,
  renames: readonly Rename[] = RENAMES,
): Readonly<Record<string, string>> {
  const schemas = Object.entries(targets).map(([name, { shape }]) => [
    `schema/${name}.json`,
    json(targetSchema(name, shape, renames)),
  ]);
  return {
    ...Object.fromEntries(schemas),
    "schema/deployment.json": json(deploymentSchema(targets, renames)),
    "schema/shared.json": json(sharedSchema(targets, renames)),
    "schema/options.json": optionsText(),
    "docs/reference.md": reference(targets),
  };
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
