import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

export const PROJECT = join(__dirname, "../..");

/** Folders of the files that are mutated. */
const FOLDERS = ["configs", "examples/configs"];

export const TARGETS = ["docker", "aws-ecs", "gcp-vms"] as const;
export type TargetName = (typeof TARGETS)[number];

/** A good deployment file that mutations start from. */
export interface Base {
  /** Name of its stack. */
  readonly name: string;
  readonly target: TargetName;
  readonly text: string;
}

const targetOf = (text: string): TargetName | undefined =>
  TARGETS.find((target) => new RegExp(`^target: ${target}\\b`, "m").test(text));

/** Every example and every file of configs/. */
export const bases = (): readonly Base[] =>
  FOLDERS.flatMap((folder) =>
    readdirSync(join(PROJECT, folder))
      .filter((name) => name.endsWith(".yaml"))
      .sort()
      .flatMap((name) => {
        const text = readFileSync(join(PROJECT, folder, name), "utf8");
        const target = targetOf(text);
        return target === undefined ? [] : [{ name: basename(name, ".yaml"), target, text }];
      }),
  );
