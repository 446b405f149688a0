import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { writing, writingLater } from "../lib/deployment/disk/writing";
import type { Deployment } from "../lib/deployment/schema/schema";
import { Told } from "../lib/deployment/words/told";
import { ours } from "./programs";

/**
 * Dumps the metadata database of a stack into `state/`, in Postgres' custom format, readable by its owner only.
 * @returns the file, for people
 * @throws when the dump fails: then nothing was changed and no file is left
 */
export async function backup(
  root: string,
  container: string,
  part: Deployment["metadataDatabase"],
  name: string,
): Promise<string> {
  const file = join("state", "backups", name);
  const target = join(root, file);
  const backups = { what: "the backup", place: target, root, left: "nothing was changed" };
  writing(backups, () => mkdirSync(dirname(target), { recursive: true, mode: 0o700 }));
  const dump = spawn("docker", ["exec", container, "pg_dump", "--format=custom", "-U", part.user, "-d", part.name], {
    // Written out as in run.ts: the PATH that this process has now, which a test may have changed.
    env: { ...process.env },
    stdio: ["ignore", "pipe", "inherit"],
    detached: ours() !== undefined,
  });
  ours()?.add(dump);
  const ended = new Promise<number>((resolve) =>
    dump.on("error", () => resolve(127)).on("close", (code) => resolve(code ?? 1)),
  );
  try {
    await writingLater(backups, () => pipeline(dump.stdout, createWriteStream(`${target}.part`, { mode: 0o600 })));
    if ((await ended) !== 0) throw new Told(`the backup of ${container} failed, nothing was changed`);
    writing(backups, () => renameSync(`${target}.part`, target));
  } finally {
    rmSync(`${target}.part`, { force: true });
  }
  return file;
}
