import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync, unlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { publishBootFiles } from "./boot-files";
import { publishPages } from "./page-folder";

const ASSETS = "assets";
/** What a synth writes into a stack's folder; all else there (.terraform, lock file, plan) is Terraform's. */
const TEXTS = ["cdk.tf.json", "cdk.tf", "metadata.json"];

const prefix = (outdir: string) => `.${basename(outdir)}.next-`;

/** Makes an empty folder beside the output, and removes those that killed runs left behind. */
export function nextFolder(outdir: string): string {
  const parent = dirname(outdir);
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) {
    if (name.startsWith(prefix(outdir)) && !alive(Number(name.slice(prefix(outdir).length))))
      rmSync(join(parent, name), { recursive: true, force: true });
  }
  const next = join(parent, `${prefix(outdir)}${process.pid}`);
  rmSync(next, { recursive: true, force: true });
  mkdirSync(next);
  return next;
}

/** Whether the run that made a folder still goes on: two syntheses of one project may overlap. */
function alive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return typeof error === "object" && error !== null && "code" in error && error.code === "EPERM";
  }
}

/**
 * Swaps what was synthesized in `next` into `outdir` by renames. At every moment each stack is wholly the old or
 * wholly the new one: assets lie under their hash, so the new ones come first, then the text that names them, and
 * the old ones go last.
 */
export function publish(next: string, outdir: string): void {
  const stacks = join(next, "stacks");
  const names = existsSync(stacks) ? readdirSync(stacks) : [];
  for (const name of names) publishStack(join(stacks, name), join(outdir, "stacks", name));
  publishPages(next, outdir);
  mkdirSync(outdir, { recursive: true });
  renameSync(join(next, "manifest.json"), join(outdir, "manifest.json"));
  rmSync(next, { recursive: true, force: true });
}

function publishStack(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  const assets = hashes(from);
  for (const hash of assets) addAsset(join(from, ASSETS, hash), join(to, ASSETS, hash));
  publishBootFiles(from, to);
  const written = TEXTS.filter((name) => existsSync(join(from, name)));
  for (const name of written) renameSync(join(from, name), join(to, name));
  // JSON and HCL side by side would be read as one configuration with everything twice.
  for (const name of TEXTS) if (!written.includes(name)) rmSync(join(to, name), { force: true });
  for (const hash of hashes(to))
    if (!assets.includes(hash)) rmSync(join(to, ASSETS, hash), { recursive: true, force: true });
}

/** `LOGICAL_ID/HASH` of every asset of a stack. */
function hashes(stack: string): string[] {
  const ids = folders(join(stack, ASSETS));
  return ids.flatMap((id) => folders(join(stack, ASSETS, id)).map((hash) => join(id, hash)));
}

const folders = (folder: string) => (existsSync(folder) ? readdirSync(folder).sort() : []);

/** The hash covers contents and not names, so a folder of the same hash is kept only if its files are named the same. */
function addAsset(from: string, to: string): void {
  if (existsSync(to)) {
    if (same(from, to)) {
      discard(from);
      return;
    }
    rmSync(to, { recursive: true, force: true });
  }
  mkdirSync(dirname(to), { recursive: true });
  renameSync(from, to);
}

const names = (folder: string) => readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();

/** Sizes too: a file that was cut short is not kept. */
function same(a: string, b: string): boolean {
  const paths = names(a);
  if (paths.join("\n") !== names(b).join("\n")) return false;
  return paths.every((path) => {
    const [left, right] = [statSync(join(a, path)), statSync(join(b, path))];
    return left.isFile() ? right.isFile() && left.size === right.size : right.isDirectory();
  });
}

/** Most assets are one file, and rmSync takes four times as many calls for it: a stack has dozens of them. */
function discard(asset: string): void {
  const [file, ...more] = names(asset);
  if (file === undefined || more.length > 0) rmSync(asset, { recursive: true });
  else {
    unlinkSync(join(asset, file));
    rmdirSync(asset);
  }
}
