import { accessSync, constants, statSync } from "node:fs";
import { join } from "node:path";
import { isThere } from "../deployment/disk/disk";
import { told, type Writing } from "../deployment/disk/writing";
import { REVIEW } from "./page-folder";

/**
 * What would end a publication half way is found before it begins: a file where a folder is to be, a folder where a file
 * is to be, rights.
 * @throws Told with the first of them
 */
export function checkWritable(props: Writing, stacks: readonly string[]): void {
  const { place: outdir } = props;
  const below = stacks.map((stack) => join(outdir, "stacks", stack));
  for (const folder of [outdir, join(outdir, "stacks"), join(outdir, REVIEW), ...below]) check(props, folder, true);
  for (const stack of below) {
    check(props, join(stack, ".synth"), true);
    check(props, join(stack, "assets"), true);
  }
  const pages = stacks.flatMap((stack) => ["json", "md", "html"].map((end) => join(outdir, REVIEW, `${stack}.${end}`)));
  for (const file of [join(outdir, "manifest.json"), ...pages]) check(props, file, false);
}

function check(props: Writing, path: string, folder: boolean): void {
  if (!isThere(path)) return;
  try {
    const is = statSync(path).isDirectory();
    if (is !== folder) throw refusal(path, is ? "EISDIR" : "EEXIST");
    if (folder) accessSync(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw told(error, props);
  }
}

/** As the system would say it. */
const refusal = (path: string, code: string) => Object.assign(new Error(code), { code, path, syscall: "stat" });
