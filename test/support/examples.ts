import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { PROJECT } from "./docker";
import { type Reviewed, reviewed } from "./reviewed";

const text = (path: string) => readFileSync(join(PROJECT, path), "utf8");

/** What people review and what Terraform gets, of every example of a target, or of all. */
export const examples = (target?: string): [string, Reviewed][] =>
  ["configs", "examples/configs"]
    .flatMap((folder) =>
      readdirSync(join(PROJECT, folder))
        .filter((name) => name.endsWith(".yaml"))
        .map((name) => `${folder}/${name}`),
    )
    .filter((path) => target === undefined || new RegExp(`^target: ${target}\\b`, "m").test(text(path)))
    .map((path) => [path, reviewed(text(path), basename(path, ".yaml"), path)]);
