import { alone, type RunResult } from "../alone";
import type { Steps } from "../step";
import { clean } from "./clean";
import { mainTrack } from "./main-track";
import { oldAirflow } from "./old";
import { preconditions } from "./preconditions";
import { sideTrack } from "./side-track";
import { surroundings } from "./surroundings";

/** The whole run: machines on this machine's engine, with a small Google. */
export async function gcpVmsRun(print: (line: string) => void, steps: Steps): Promise<RunResult> {
  const missing = await preconditions();
  if (missing.length > 0) return { missing };
  const stops: (() => void)[] = [];
  return alone("gcp-vms", print, steps, {
    async clean() {
      for (const stop of stops.splice(0)) stop();
      await clean();
    },
    async run(base) {
      const site = await surroundings(base, steps, stops);
      await Promise.all([mainTrack(site), sideTrack(site)]);
      await site.cluster.remove();
      await site.steps.step("Airflow 2.11 on Postgres boots and runs its DAGs", () => oldAirflow(site));
    },
  });
}
