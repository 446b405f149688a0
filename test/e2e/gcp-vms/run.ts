import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunResult } from "../docker/run";
import { onInterrupt } from "../interrupt";
import { lockedBy, unlock } from "../lock";
import type { Steps } from "../step";
import { clean, PREFIX } from "./clean";
import { mainTrack } from "./main-track";
import { oldAirflow } from "./old";
import { preconditions } from "./preconditions";
import { sideTrack } from "./side-track";
import { surroundings } from "./surroundings";

/** The whole run: machines on this machine's engine, with a small Google. What it made is removed, also after Ctrl-C. */
export async function gcpVmsRun(print: (line: string) => void, steps: Steps): Promise<RunResult> {
  const missing = await preconditions();
  if (missing.length > 0) return { missing };
  const other = lockedBy();
  if (other !== undefined) return { missing: [`another run is under way on this machine (process ${other})`] };
  const stops: (() => void)[] = [];
  const end = async () => {
    for (const stop of stops.splice(0)) stop();
    await clean();
    unlock();
  };
  onInterrupt(print, steps, end);
  try {
    await clean();
    const base = mkdtempSync(join(tmpdir(), PREFIX));
    // Containers of machines read from it.
    chmodSync(base, 0o755);
    const site = await surroundings(base, steps, stops);
    await Promise.all([mainTrack(site), sideTrack(site)]);
    await site.cluster.remove();
    await site.steps.step("Airflow 2.11 on Postgres boots and runs its DAGs", () => oldAirflow(site));
    return { outcomes: steps.outcomes };
  } finally {
    await end();
  }
}
