import { resolve } from "node:path";
import type { Setting } from "../read/env-file";
import { entry, textOf } from "../read/tree";
import { type Context, settings } from "../services/context";
import type { Service } from "../services/service";

/** The file of one of compose's secrets that a command prints: `cat /run/secrets/NAME`. Relative to the compose file. */
export function secretFile(command: string, { project }: Pick<Context, "project">): string | undefined {
  const name = /^\s*cat\s+\/run\/secrets\/([^\s/]+)\s*$/.exec(command)?.[1];
  return name === undefined ? undefined : textOf(entry(project.tree, "secrets", name, "file"));
}

/** The first of several variables that a service has, by its value or by the command that prints it. */
export function firstValue(service: Service, names: readonly string[], context: Context): Setting | undefined {
  const all = settings(service, context);
  for (const name of names) {
    const plain = all.get(name);
    if (plain !== undefined && plain.text !== "") return plain;
    const command = all.get(`${name}_CMD`);
    const file = command === undefined ? undefined : secretFile(command.text, context);
    const text = file === undefined ? undefined : context.disk.text(resolve(context.project.folder, file));
    if (command !== undefined && text !== undefined) return { ...command, text: text.trim() };
  }
  return undefined;
}
