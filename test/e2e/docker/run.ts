import { join } from "node:path";
import { AirflowApi } from "../airflow-api";
import { alone, type RunResult } from "../alone";
import { lastLines, wipe } from "../docker";
import { beside, release, take } from "../lock";
import { copyFolder, Project } from "../project";
import { adminPassword } from "../state";
import type { Steps } from "../step";
import { end } from "./end";
import { changes, figures } from "./main-track";
import { missing, others } from "./preconditions";
import {
  BAD_PORT,
  LOCAL_PORT,
  OLD_PATH,
  OLD_PORT,
  PORT,
  type Scene,
  SICK_PORT,
  STACK,
  STACKS,
  STORES_PORT,
} from "./scene";
import { watchProcesses } from "./secrecy";
import { sideTrack } from "./side-track";

/** The whole run on this machine's engine. */
export async function dockerRun(print: (line: string) => void, steps: Steps): Promise<RunResult> {
  const lacking = await missing();
  if (lacking.length > 0) return { missing: lacking };
  return alone("docker", print, steps, {
    clean: () => wipe("docker", STACKS),
    run: (base) => tracks(base, steps, print),
  });
}

/** Other runs begin only when this one has its figures; those that were there before disturb them. */
async function inQuiet(print: (line: string) => void, measure: () => Promise<boolean>): Promise<boolean> {
  take("quiet");
  try {
    const running = await others();
    if (running.length > 0) print(`other containers run, figures may be worse for it: ${running.join(", ")}`);
    return await measure();
  } finally {
    release("quiet");
    print("figures are taken: other runs may begin");
  }
}

async function tracks(base: string, steps: Steps, print: (line: string) => void): Promise<void> {
  const dags = copyFolder("examples/dags", join(base, "dags"));
  const [project, aside] = await Promise.all([Project.copy(base, "checkout"), Project.copy(base, "aside")]);
  const scene = (stack: string, owner: Project, port: number, release: "2.11" | "3" = "3", path = ""): Scene => {
    const password = () => adminPassword(owner.path("state", `${stack}.tfstate`));
    const api = new AirflowApi({ port, path, release, user: "admin", password });
    return { stack, project: owner, api, base, dags, steps: steps.with(() => lastLines(stack)) };
  };
  const main = scene(STACK, project, PORT);
  const started = await inQuiet(print, () => figures(main, beside("docker")));
  // Not before: it costs CPU of its own.
  const processes = watchProcesses();
  try {
    await Promise.all([
      started ? changes(main).then(() => end(main, processes)) : undefined,
      sideTrack(
        {
          old: scene("e2e-old", aside, OLD_PORT, "2.11", OLD_PATH),
          local: scene("e2e-local", aside, LOCAL_PORT),
          sick: scene("e2e-sick", aside, SICK_PORT),
          bad: scene("e2e-bad", aside, BAD_PORT),
          stores: scene("e2e-stores", aside, STORES_PORT),
        },
        processes,
      ),
    ]);
  } finally {
    processes.stop();
  }
}
