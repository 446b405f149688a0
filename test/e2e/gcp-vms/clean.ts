import { readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../../commands/run";
import { wipe } from "../docker";

/** Folders of runs, also of one that was killed. */
export const PREFIX = "airflow-e2e-gcp-";

/** Removes machines, network and loop devices of this run and of any before it. */
export async function clean(): Promise<void> {
  await wipe([]);
  const { stdout } = await run("losetup", ["--list", "--noheadings", "--output", "NAME,BACK-FILE"]);
  for (const line of stdout.split("\n")) {
    const [device = "", file = ""] = line.trim().split(/\s+/);
    if (file.includes(`/${PREFIX}`)) await run("losetup", ["--detach", device]);
  }
  for (const name of readdirSync(tmpdir()))
    if (name.startsWith(PREFIX)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
}
