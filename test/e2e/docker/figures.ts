import { readFileSync } from "node:fs";
import { answered } from "../client";
import { containers, docker } from "../docker";
import { must } from "../expect";
import type { Measure } from "../step";
import { secondsSince, sleep } from "../wait";
import type { Scene } from "./scene";
import { succeeds } from "./tasks";

const COMPOSE = { manyTasks: 31, idleGiB: 1.44 };
/** Least share of one core, in percent, that a process may spend on its health check. */
const CHECK_GOAL = 1;
const IDLE: Measure = {
  what: "seconds in which idle CPU is measured",
  short: 15,
  long: 55,
  why: "two rounds of checks of a healthy container fall into them",
};

export async function manyTasks({ api }: Scene): Promise<string> {
  await api.unpause("many_tasks");
  const start = Date.now();
  const id = await api.trigger("many_tasks", { count: 200 });
  await succeeds(api, "many_tasks", id);
  const seconds = secondsSince(start);
  return `200 mapped tasks in ${seconds} s (compose ${COMPOSE.manyTasks} s, ${(seconds / COMPOSE.manyTasks).toFixed(2)} of it)`;
}

/** Memory as the sum of PSS: what processes share counts once. Needs the engine's processes on this machine, and root. */
export async function idleMemory({ stack }: Scene): Promise<string> {
  const found = (await containers(stack)).filter(({ status }) => status === "running");
  const parts = await Promise.all(
    found.map(async ({ name }) => {
      const pids = (await docker("top", name, "-eo", "pid")).split("\n").slice(1);
      const pss = pids.map((pid) => pssKiB(pid.trim())).reduce((sum, one) => sum + one, 0);
      return { name: name.slice(stack.length + 1), mib: Math.round(pss / 1024) };
    }),
  );
  const gib = parts.reduce((sum, { mib }) => sum + mib, 0) / 1024;
  must(gib > 0.2, `the processes of ${stack} have ${gib.toFixed(2)} GiB together: are they on this machine?`);
  return (
    `${gib.toFixed(2)} GiB PSS (compose ${COMPOSE.idleGiB} GiB, ${(gib / COMPOSE.idleGiB).toFixed(2)} of it): ` +
    parts.map(({ name, mib }) => `${name} ${mib}`).join(", ")
  );
}

function pssKiB(pid: string): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0; // Ended meanwhile, a health check for instance.
  }
}

/** CPU of idle containers, and what one health check costs against its period. */
export async function idleCpu({ stack, steps }: Scene): Promise<string> {
  const seconds = steps.measure(IDLE);
  const found = (await containers(stack)).filter(({ status, health }) => status === "running" && health !== "");
  const before = await Promise.all(found.map(({ id }) => cpuSeconds(id)));
  await sleep(seconds);
  const after = await Promise.all(found.map(({ id }) => cpuSeconds(id)));
  const lines: string[] = [];
  const over: string[] = [];
  for (const [index, { name }] of found.entries()) {
    const idle = (((after[index] ?? 0) - (before[index] ?? 0)) / seconds) * 100;
    const check = await checkPercent(name);
    lines.push(`${name.slice(stack.length + 1)} ${check.toFixed(2)} of ${idle.toFixed(1)} %`);
    if (check > CHECK_GOAL) over.push(`${name} ${check.toFixed(2)} %`);
  }
  must(over.length === 0, `health checks above ${CHECK_GOAL} % of a core: ${over.join(", ")}`);
  return `health check of whole container, percent of a core: ${lines.join(", ")}`;
}

const ROUNDS = 3;

/** CPU of the check's own command, run by hand, against the time from one check to the next. */
async function checkPercent(name: string): Promise<number> {
  const config = JSON.parse(await docker("inspect", "--format", "{{json .Config.Healthcheck}}", name)) as {
    Test: string[];
    Interval: number;
  };
  const line = config.Test[1] ?? "";
  const rest = Number(/sleep (\d+)/.exec(line)?.[1] ?? 0);
  const command = line.replace(/^\[[^\]]*\] \|\| sleep \d+; /, "");
  const output = await docker("exec", name, "bash", "-c", `for i in $(seq ${ROUNDS}); do ${command}; done; times`);
  // The last line: user and system time of the children, `0m0.120s 0m0.030s`.
  const [user = 0, system = 0] = (output.split("\n").at(-1) ?? "").split(" ").map(minutesAndSeconds);
  must(user + system > 0, `${name}: no CPU time of its health check in: ${output}`);
  return ((user + system) / ROUNDS / (rest + config.Interval / 1e9)) * 100;
}

function minutesAndSeconds(text: string): number {
  const [, minutes = 0, seconds = 0] = /^(\d+)m([\d.]+)s$/.exec(text) ?? [];
  return Number(minutes) * 60 + Number(seconds);
}

/** CPU that a container has used, as the engine counts it. The client has no command that prints it. */
async function cpuSeconds(id: string): Promise<number> {
  const url = `http://engine/containers/${id}/stats?stream=false&one-shot=true`;
  const { text } = await answered({ url, socket: "/var/run/docker.sock" });
  const { cpu_stats: stats } = JSON.parse(text) as { cpu_stats?: { cpu_usage: { total_usage: number } } };
  must(stats !== undefined, `the engine has no statistics of ${id}: ${text}`);
  return stats.cpu_usage.total_usage / 1e9;
}
