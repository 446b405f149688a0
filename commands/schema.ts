import { join } from "node:path";
import { generatedFiles } from "../lib/schema/files";
import { targets } from "../stacks/targets";
import { command } from "./command";
import { isCurrent, writeGenerated } from "./generated";
import { type Print, terminal } from "./print";
import type { Words } from "./words";

export const WORDS = {
  name: "schema",
  about: "Writes schema/*.json and docs/reference.md after a change of the deployment file's keys.",
  arguments: [],
  flags: { check: { type: "boolean", default: false, text: "writes nothing, and only says which of them are stale" } },
  fails: "when --check found a stale file",
  examples: ["npm run schema", "npm run schema -- --check"],
  page: "docs/reference.md",
} as const satisfies Words;

/**
 * `npm run schema` writes schema/*.json and docs/reference.md; with `--check` it only says which of them are stale.
 * @param root the project's folder
 * @returns exit code: 1 when a file is stale
 */
export function schema(root: string, check: boolean, print: Print): number {
  const stale = Object.entries(generatedFiles(targets)).filter(([path, text]) => !isCurrent(root, path, text));
  if (!check) for (const [path, text] of stale) writeGenerated(root, path, text, "what the schemas say");
  for (const [path] of stale) {
    if (check) print.problem(`${path} is not what the deployment file's schemas say; run npm run schema`);
    else print.plain(`${path} written`);
  }
  return check && stale.length > 0 ? 1 : 0;
}

if (require.main === module) command(WORDS, ({ values }) => schema(join(__dirname, ".."), values.check, terminal));
