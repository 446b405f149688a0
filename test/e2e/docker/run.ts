import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AirflowApi } from "../airflow-api";
import { lastLines, wipe } from "../docker";
import { onInterrupt } from "../interrupt";
import { lockedBy, unlock } from "../lock";
import { copyFolder, Project } from "../project";
import { adminPassword } from "../state";
import type { Outcome, Steps } from "../step";
import { end } from "./end";
import { changes, figures } from "./main-track";
import { missing, others } from "./preconditions";
import { BAD_PORT, LOCAL_PORT, OLD_PORT, PORT, type Scene, SICK_PORT, STACK, STACKS, STORES_PORT } from "./scene";
import { watchProcesses } from "./secrecy";
import { sideTrack } from "./side-track";

export type RunResult = { readonly missing: readonly string[] } | { readonly outcomes: readonly Outcome[] };

/** The whole run on this machine's engine; what it made is removed at the end, also after Ctrl-C. */
export async function dockerRun(print: (line: string) => void, steps: Steps): Promise<RunResult> {
  const lacking = await missing();
  if (lacking.length > 0) return { missing: lacking };
  const other = lockedBy();
  if (other !== undefined) return { missing: [`another run is under way on this machine (process ${other})`] };
  await wipe(STACKS);
  const running = await others();
  if (running.length > 0) print(`other containers run, figures may be worse for it: ${running.join(", ")}`);
  const base = mkdtempSync(join(tmpdir(), "airflow-e2e-"));
  chmodSync(base, 0o755);
  const clean = async () => {
    await wipe(STACKS);
    rmSync(base, { recursive: true, force: true });
    unlock();
  };
  onInterrupt(print, steps, clean);
  try {
    await tracks(base, steps);
    return { outcomes: steps.outcomes };
  } finally {
    await clean();
  }
}

async function tracks(base: string, steps: Steps): Promise<void> {
  const dags = copyFolder("examples/dags", join(base, "dags"));
  const [project, aside] = await Promise.all([Project.copy(base, "checkout"), Project.copy(base, "aside")]);
  const scene = (stack: string, owner: Project, port: number, release: "2.11" | "3" = "3"): Scene => {
    const password = () => adminPassword(owner.path("state", `${stack}.tfstate`));
    const api = new AirflowApi({ port, release, user: "admin", password });
    return { stack, project: owner, api, base, dags, steps: steps.with(() => lastLines(stack)) };
  };
  const main = scene(STACK, project, PORT);
  const started = await figures(main);
  // Not before: it costs CPU of its own.
  const processes = watchProcesses();
  try {
    await Promise.all([
      started ? changes(main) : undefined,
      sideTrack(
        {
          old: scene("e2e-old", aside, OLD_PORT, "2.11"),
          local: scene("e2e-local", aside, LOCAL_PORT),
          sick: scene("e2e-sick", aside, SICK_PORT),
          bad: scene("e2e-bad", aside, BAD_PORT),
          stores: scene("e2e-stores", aside, STORES_PORT),
        },
        processes,
      ),
    ]);
    if (started) await end(main, processes);
  } finally {
    processes.stop();
  }
}
