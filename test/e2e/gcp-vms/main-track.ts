import { applied } from "./apply";
import { booted } from "./boot";
import { underLoad } from "./changes";
import { closed } from "./closed";
import { employees, probed, unpaused } from "./dags";
import { masterMadeAnew, masterRebooted, workerMadeAnew } from "./disasters";
import { drained } from "./drain";
import { dumped } from "./dump";
import { executionRefused, probes } from "./execution";
import { full } from "./file";
import { logs } from "./logs";
import { failure, versionRefused } from "./refused";
import { scaled } from "./scaling";
import { PROBE } from "./scene";
import { noSecretShows, readByName, secretsAreInMemory } from "./secrecy";
import type { Site } from "./site";

/** Applied, booted, used, broken in every way that machines break, changed, drained, searched. */
export async function mainTrack(site: Site): Promise<void> {
  const { steps, images } = site;
  const file = full(images.first);
  if (!(await steps.step("the file, resolved by Terraform", () => applied(site, file)))) {
    steps.skip("everything else of this stack", "it was not applied");
    return;
  }
  if (
    !(await steps.step("machines boot from the stack's own boot files: all units up without a hand", () =>
      booted(site),
    ))
  ) {
    steps.skip("everything else of this stack", "its machines did not boot");
    return;
  }
  await steps.step("the probe on q_name1, q_name2 and the default queue", async () => {
    await unpaused(site);
    return probed(site);
  });
  await steps.step("employees fills its table", () => employees(site));
  await steps.step("logs of running and finished tasks through the API", () => logs(site));
  await steps.step("broker and database closed to a machine outside the cluster", () => closed(site));
  await steps.step("the execution API is refused to people", () => executionRefused(site));
  await steps.step("Google's probes of the workers", () => probes(site, PROBE));
  await steps.step("the dump, and its restore", () => dumped(site));
  await steps.step("no secret shows", () => noSecretShows(site));
  await steps.step(
    "secrets lie in memory, read by name",
    async () => `${await secretsAreInMemory(site)}; ${readByName(site)}`,
  );
  await steps.step("a worker cut off and made anew", () => workerMadeAnew(site));
  await steps.step("the master rebooted", () => masterRebooted(site));
  await steps.step("power lost everywhere, and the data disk attached to a newly made master", () =>
    masterMadeAnew(site),
  );
  await steps.step("image and concurrency changed in place under load", () => underLoad(site, file));
  await steps.step("a worker told to drain finishes its task and then goes", () => drained(site, file));
  await steps.step("a pool grows by the metric and shrinks by itself", () => scaled(site));
  await steps.step("another version refused with a message", () => versionRefused(site, file));
  await steps.step("the message of what does not start reaches who waits", () => failure(site, file));
}
