import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BootFile } from "../airflow/words/built";
import { BOOT, bootFile } from "../review/boot-file";

/** Writes what machines start from beside the stack's JSON, which holds the same texts among all else. */
export function writeBootFiles(stack: string, files: readonly BootFile[]): void {
  if (files.length === 0) return;
  mkdirSync(join(stack, BOOT), { recursive: true });
  for (const { name, content } of files) writeFileSync(join(stack, BOOT, bootFile(name)), content);
}
