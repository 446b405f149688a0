import { closeSync, fsyncSync, openSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { codeOf } from "../deployment/disk/fault";

/** Waits until a file or the names in a folder are on the disk, and not only in the memory of the machine. */
export function settle(path: string): void {
  const opened = openSync(path, "r");
  try {
    fsyncSync(opened);
  } catch (error) {
    // Some disks of networks cannot do it for a folder, and there is no other way to ask.
    if (!["EINVAL", "ENOTSUP", "EBADF"].includes(codeOf(error) ?? "")) throw error;
  } finally {
    closeSync(opened);
  }
}

/** Every file below a folder, and the folder. */
export function settleAll(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) settleAll(join(folder, entry.name));
    else if (entry.isFile()) settle(join(folder, entry.name));
  }
  settle(folder);
}
