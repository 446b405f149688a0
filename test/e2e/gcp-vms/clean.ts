import { run } from "../../../commands/run";
import { folderPrefix } from "../alone";
import { wipe } from "../docker";

/** Removes machines, network and loop devices of this run and of any before it. */
export async function clean(): Promise<void> {
  await wipe("gcp-vms");
  const { stdout } = await run("losetup", ["--list", "--noheadings", "--output", "NAME,BACK-FILE"]);
  for (const line of stdout.split("\n")) {
    const [device = "", file = ""] = line.trim().split(/\s+/);
    if (file.includes(`/${folderPrefix("gcp-vms")}`)) await run("losetup", ["--detach", device]);
  }
}
