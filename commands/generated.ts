import { chmodSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { LARGEST, readText } from "../lib/deployment/disk/disk";
import { writing } from "../lib/deployment/disk/writing";

/** Whether a file that this program makes says this text already. @param path from the project's folder */
export function isCurrent(root: string, path: string, text: string): boolean {
  const read = readText(join(root, path), LARGEST.delivered);
  return "text" in read && read.text === text;
}

/** Writes a file that this program makes, in one step. @param what it is, in words for people */
export function writeGenerated(root: string, path: string, text: string, what: string): void {
  const place = join(root, path);
  writing({ what, place, root }, () => {
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(`${place}.next`, text);
    // Commands write for their owner only, see command.ts; these files are everybody's.
    chmodSync(`${place}.next`, 0o644);
    renameSync(`${place}.next`, place);
  });
}
