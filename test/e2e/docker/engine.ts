import { spawn } from "node:child_process";
import { openSync, readFileSync } from "node:fs";
import { run } from "../../../commands/run";
import { containers, docker, unhealthy } from "../docker";
import { must, mustEqual } from "../expect";
import { secondsSince, until } from "../wait";
import type { Scene } from "./scene";
import { idle, succeeds } from "./tasks";

/**
 * Why the engine itself is not restarted here; undefined: it can be.
 * @param others runs whose containers would go with it
 */
export async function whyNotEngine(others: readonly string[]): Promise<string | undefined> {
  if (others.length > 0) return `${others.join(" and ")} run beside`;
  if (process.env["E2E_RESTART_ENGINE"] !== "1" && process.env["CI"] !== "true")
    return "neither E2E_RESTART_ENGINE=1 nor CI=true is set";
  return (await enginePid()) === undefined ? "the engine is not a plain process of this machine" : undefined;
}

/** The engine or, where it must be left alone, every container of the stack goes and comes back: all runs are there. */
export async function restart({ api, stack }: Scene, engineToo: boolean): Promise<string> {
  await idle(stack);
  const before = (await api.runs()).filter(({ state }) => ENDED.has(state)).map(mark);
  const start = Date.now();
  if (engineToo) await restartEngine();
  else await docker("restart", "--time", "30", ...(await runningNames(stack)));
  await until("every container to be healthy again", 600, async () => {
    const sick = await unhealthy(stack);
    if (sick !== undefined) throw new Error(sick);
    return true;
  });
  const healthy = secondsSince(start);
  const after = (await api.runs()).map(mark);
  mustEqual(
    before.filter((one) => !after.includes(one)),
    [],
    "DAG runs that were lost",
  );
  must(before.length > 0, "no DAG run had ended before");
  const probe = await api.trigger("queue_probe");
  await succeeds(api, "queue_probe", probe);
  return `all ${before.length} DAG runs are there; healthy after ${healthy} s, a new probe on all queues after ${secondsSince(start)} s`;
}

const ENDED: ReadonlySet<string> = new Set(["success", "failed"]);

const mark = ({ dag_id, dag_run_id, state }: { dag_id: string; dag_run_id: string; state: string }): string =>
  `${dag_id} ${dag_run_id} ${state}`;

const runningNames = async (stack: string): Promise<string[]> =>
  (await containers(stack)).filter(({ status }) => status === "running").map(({ name }) => name);

async function enginePid(): Promise<number | undefined> {
  // Where systemd is first, the engine is a service of it and not ours to start.
  if ((await run("ps", ["-p", "1", "-o", "comm="])).stdout.trim() === "systemd") return undefined;
  const { code, stdout } = await run("pgrep", ["-x", "dockerd"]);
  const pid = Number(stdout.trim().split("\n")[0]);
  return code === 0 && pid > 0 ? pid : undefined;
}

/** Ends the engine's process and starts it with the same arguments. */
async function restartEngine(): Promise<void> {
  const pid = await enginePid();
  must(pid !== undefined, "no engine process");
  const [program = "", ...args] = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").filter(Boolean);
  process.kill(pid, "SIGTERM");
  await until("the engine to end", 120, async () => !alive(pid));
  const log = openSync("/dev/null", "w");
  spawn(program, args, { detached: true, stdio: ["ignore", log, log] }).unref();
  await until("the engine to answer", 60, async () => (await run("docker", ["version"])).code === 0);
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
