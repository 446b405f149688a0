import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { BOOT } from "../review/boot-file";
import { settle, settleAll } from "./durable";

/** Where the texts of a stack lie, in a folder for each release, within the stack's folder. */
const RELEASES = ".synth";
/** A link to the folder of the release that counts. */
const CURRENT = "current";
/** What a synth writes into a stack's folder besides assets; all else there (.terraform, lock file, plan) is Terraform's. */
const ENTRIES = ["cdk.tf.json", "cdk.tf", "metadata.json", BOOT];

/** What an earlier version of this program has published. */
const ADOPTED = "adopted";

const DIGITS = 16;

/**
 * Moves the texts of a stack into a release of their own below `to`, where nothing leads to them yet.
 * @returns its name: a digest of what it holds
 */
export function addRelease(from: string, to: string): string {
  const made = join(from, `${RELEASES}-next`);
  mkdirSync(made);
  for (const entry of present(from)) renameSync(join(from, entry), join(made, entry));
  mkdirSync(join(to, RELEASES), { recursive: true });
  const digest = digestOf(made);
  for (let again = 0; ; again += 1) {
    const name = again === 0 ? digest : `${digest}-${again}`;
    const place = join(to, RELEASES, name);
    // One that somebody has changed, or that a lost power line cut short, is left to those that lead to it.
    if (existsSync(place) && digestOf(place) !== digest) continue;
    if (!existsSync(place)) {
      settleAll(made);
      renameSync(made, place);
    }
    return name;
  }
}

/**
 * Makes a release the one that counts, by one rename.
 * @returns what removes the others
 */
export function turnTo(stack: string, name: string): () => void {
  const entries = present(join(stack, RELEASES, name));
  adopt(stack);
  // They lead nowhere before the turn where the old release has no such file, so nobody reads one too early.
  for (const entry of entries) link(stack, entry, join(RELEASES, CURRENT, entry));
  link(stack, join(RELEASES, CURRENT), name);
  settle(join(stack, RELEASES));
  return () => {
    // JSON and HCL side by side would be read as one configuration with everything twice.
    for (const entry of ENTRIES)
      if (!entries.includes(entry)) rmSync(join(stack, entry), { recursive: true, force: true });
    for (const old of readdirSync(join(stack, RELEASES)))
      if (![CURRENT, name].includes(old)) rmSync(join(stack, RELEASES, old), { recursive: true, force: true });
  };
}

/** What an earlier version of this program put there itself becomes a release like others. */
function adopt(stack: string): void {
  const own = ENTRIES.filter((entry) => isOwn(join(stack, entry)));
  if (own.length === 0) return;
  if (!existsSync(join(stack, RELEASES, CURRENT))) {
    const old = join(stack, RELEASES, ADOPTED);
    rmSync(old, { recursive: true, force: true });
    for (const entry of own) cpSync(join(stack, entry), join(old, entry), { recursive: true });
    settleAll(old);
    link(stack, join(RELEASES, CURRENT), ADOPTED);
  }
  for (const entry of own) {
    // A link cannot take the place of a folder in one step.
    if (lstatSync(join(stack, entry)).isDirectory()) {
      const away = join(stack, RELEASES, `${entry}-away`);
      rmSync(away, { recursive: true, force: true });
      renameSync(join(stack, entry), away);
    }
    link(stack, entry, join(RELEASES, CURRENT, entry));
  }
}

const isOwn = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === false;

/** Makes a link, or leads it elsewhere, in one step; `path` is from the stack's folder. */
function link(stack: string, path: string, target: string): void {
  if (leadsTo(join(stack, path)) === target) return;
  const next = join(stack, RELEASES, "link.next");
  rmSync(next, { force: true });
  symlinkSync(target, next);
  renameSync(next, join(stack, path));
}

const leadsTo = (path: string): string | undefined =>
  lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true ? readlinkSync(path) : undefined;

const present = (folder: string): string[] => ENTRIES.filter((entry) => existsSync(join(folder, entry)));

/** Of the names and the bytes. */
function digestOf(release: string): string {
  const hash = createHash("sha256");
  const paths = readdirSync(release, { recursive: true, encoding: "utf8" }).sort();
  for (const path of paths) {
    const place = join(release, path);
    hash.update(JSON.stringify(path));
    if (lstatSync(place).isFile()) hash.update(createHash("sha256").update(readFileSync(place)).digest());
  }
  return hash.digest("hex").slice(0, DIGITS);
}
