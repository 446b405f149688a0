import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BootFile } from "../airflow/built";
import { BOOT, bootFile } from "../review/boot-file";
import { list } from "./page-folder";

/** Writes what machines start from beside the stack's JSON, which holds the same texts among all else. */
export function writeBootFiles(stack: string, files: readonly BootFile[]): void {
  if (files.length === 0) return;
  mkdirSync(join(stack, BOOT), { recursive: true });
  for (const { name, content } of files) writeFileSync(join(stack, BOOT, bootFile(name)), content);
}

/** Moves them into the output, each by a rename; those of machines that are no more go, and so does an empty folder. */
export function publishBootFiles(next: string, stack: string): void {
  const [from, to] = [join(next, BOOT), join(stack, BOOT)];
  const names = list(from);
  if (names.length > 0) mkdirSync(to, { recursive: true });
  for (const name of names) renameSync(join(from, name), join(to, name));
  for (const name of list(to)) if (!names.includes(name)) rmSync(join(to, name), { recursive: true, force: true });
  if (names.length === 0 && existsSync(to)) rmSync(to, { recursive: true });
}
