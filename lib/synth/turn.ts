import { readlinkSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { codeOf } from "../deployment/disk/fault";
import { Told } from "../deployment/words/told";
import { alive } from "./alive";

const PAUSE_MILLISECONDS = 20;
/** A publication takes a fraction of a second. */
const PATIENCE_MILLISECONDS = 30_000;

/**
 * Changes the output while no other run of this machine does: two that clear up at the same time would each remove what
 * the other one has just put there. The mark is a link that says who holds it, made in one step; that of a killed run is
 * taken over.
 * @throws Told where another run holds it for half a minute
 */
export function inTurn<Result>(outdir: string, work: () => Result): Result {
  const mark = join(dirname(outdir), `.${basename(outdir)}.turn`);
  for (let waited = 0; !taken(mark); waited += PAUSE_MILLISECONDS) {
    if (waited >= PATIENCE_MILLISECONDS)
      throw new Told(
        `${basename(outdir)}: process ${holder(mark)} is writing there; wait for it, or remove ${basename(mark)} if it is no synth`,
      );
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MILLISECONDS);
  }
  try {
    return work();
  } finally {
    rmSync(mark, { force: true });
  }
}

function taken(mark: string): boolean {
  try {
    symlinkSync(String(process.pid), mark);
    return true;
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  }
  const pid = holder(mark);
  if (pid !== process.pid && alive(pid)) return false;
  // Moved away first: of two that find a dead one's mark, one moves it and the other one finds nothing.
  const away = `${mark}-${process.pid}`;
  try {
    renameSync(mark, away);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
    return false;
  }
  const moved = holder(away);
  rmSync(away, { force: true });
  if (moved !== pid && alive(moved)) symlinkSync(String(moved), mark);
  return false;
}

/** Who holds it; 0, which no process has: nobody that can be known. */
function holder(mark: string): number {
  try {
    return Number(readlinkSync(mark)) || 0;
  } catch (error) {
    if (["ENOENT", "EINVAL"].includes(codeOf(error) ?? "")) return 0;
    throw error;
  }
}
