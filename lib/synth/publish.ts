import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
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

/** The hash covers contents and not names, so a folder of the same hash is kept only if it is the same. */
function addAsset(from: string, to: string): void {
  if (existsSync(to)) {
    if (same(from, to)) return;
    rmSync(to, { recursive: true, force: true });
  }
  mkdirSync(dirname(to), { recursive: true });
  renameSync(from, to);
}

function same(a: string, b: string): boolean {
  const [left, right] = [a, b].map((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }));
  const files = (entries: typeof left = [], root: string) =>
    entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(root.length));
  const [names, others] = [files(left, a).sort(), files(right, b).sort()];
  return (
    names.join("\n") === others.join("\n") &&
    names.every((name) => readFileSync(a + name).equals(readFileSync(b + name)))
  );
}
