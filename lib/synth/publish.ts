import { existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { addAssets } from "./assets";
import { settle, settleAll } from "./durable";
import { list, publishPages, REVIEW, removePages } from "./page-folder";
import { addRelease, turnTo } from "./release";

const STACKS = "stacks";
const MANIFEST = "manifest.json";

/**
 * Moves what was synthesized in `next` into `outdir`. Whatever ends it, and after each of its calls to the disk:
 *
 * - The folder of each stack is wholly the old or wholly the new one: Terraform's text, the boot files beside it and the
 *   assets that the text names change by one rename, of the link `.synth/current`. A new stack comes by the rename of its
 *   whole folder. What Terraform keeps there is never touched.
 * - Every page is a whole one. The pages of a stack follow it at once, each by a rename: a run that is ended just there
 *   leaves pages of the synth before beside the new text.
 * - The manifest is whole, comes last, and names only stacks that are there.
 *
 * The next synth puts all of it right and removes what was left. What a rename leads to is on the disk before it, so this
 * holds for a loss of power too, where the disk keeps the order of renames (ext4, XFS, btrfs, APFS).
 *
 * Two exceptions, in which Terraform refuses to run rather than reads a half: the change from JSON to HCL or back; and,
 * once, boot files of a version of this program before these links are gone for the time of one call.
 */
export function publish(next: string, outdir: string): void {
  const names = list(join(next, STACKS));
  mkdirSync(join(outdir, STACKS), { recursive: true });
  for (const name of names) {
    publishStack(join(next, STACKS, name), join(outdir, STACKS, name));
    publishPages(next, outdir, name);
  }
  renameSync(join(next, MANIFEST), join(outdir, MANIFEST));
  removePages(outdir, existsSync(join(next, REVIEW)) ? names : []);
}

function publishStack(from: string, to: string): void {
  if (!existsSync(to)) {
    turnTo(from, addRelease(from, from))();
    settleAll(from);
    renameSync(from, to);
    settle(dirname(to));
    return;
  }
  const removeAssets = addAssets(from, to);
  const removeReleases = turnTo(to, addRelease(from, to));
  removeReleases();
  removeAssets();
}
