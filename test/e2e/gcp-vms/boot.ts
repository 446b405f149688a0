import { first, must, mustMatch } from "../expect";
import { textOf } from "../project";
import { secondsSince, until } from "../wait";
import type { Machine } from "./machines/machine";
import { command } from "./person";
import type { Site } from "./site";

/** Seconds that all units may need on two cores, from power on. */
const SECONDS = 600;

/** The master and one machine of each pool are switched on together; nobody touches them until they say that they are well. */
export async function booted(site: Site): Promise<string> {
  const { cluster, api } = site;
  const start = Date.now();
  const machines = await Promise.all([
    cluster.master(),
    ...cluster.now.pools.flatMap(({ machine, size = 0 }) =>
      Array.from({ length: size }, () => cluster.worker(machine)),
    ),
  ]);
  const healthy = await cluster.healthy(machines, SECONDS);
  await until("the UI through a tunnel", 180, async () => (await api.anonymous("/dags")) === 401);
  const seconds = secondsSince(start);
  const waited = await command(site, "wait");
  must(waited.code === 0, `npm run wait ended with ${waited.code}:\n${textOf(waited)}`);
  const rules = await Promise.all(machines.map(underRules));
  return `${healthy}; the UI answers after ${seconds} s; ${first(rules, "machine")}`;
}

/** The rules of Container-Optimized OS hold on the machine. */
async function underRules(machine: Machine): Promise<string> {
  const tried = await machine.shell(
    "touch /usr/x; cp /bin/true /var/x; /var/x; cp /bin/true /etc/x; /etc/x; apt --version; iptables -S INPUT; rm -f /var/x /etc/x",
  );
  mustMatch(tried, /touch: cannot touch '\/usr\/x': Read-only file system/, machine.name);
  for (const path of ["/var/x", "/etc/x", "/usr/bin/apt"])
    mustMatch(tried, new RegExp(`${path}: Permission denied`), machine.name);
  mustMatch(tried, /-P INPUT DROP/, machine.name);
  await until(`all units of ${machine.name}`, 180, async () => {
    if ((await machine.shell("systemctl is-system-running")) === "running") return true;
    throw new Error(`failed: ${await machine.shell("systemctl --failed --plain --no-legend")}`);
  });
  return "/usr read-only, /var and /etc not executable, no package manager, its own firewall closed";
}

/** No run that the API knew before is lost or has failed since. */
export async function nothingLost({ api }: Pick<Site, "api">, before: readonly string[]): Promise<string> {
  const runs = new Map((await api.runs()).map(({ dag_run_id, dag_id, state }) => [dag_run_id, `${dag_id} ${state}`]));
  const bad = before.filter((id) => !/ (success|running|queued)$/.test(runs.get(id) ?? ""));
  must(
    bad.length === 0,
    `runs that were lost or failed: ${bad.map((id) => `${id} ${runs.get(id) ?? "gone"}`).join(", ")}`,
  );
  return `all ${before.length} earlier runs there`;
}

export const runIds = async ({ api }: Pick<Site, "api">): Promise<string[]> =>
  (await api.runs()).map(({ dag_run_id }) => dag_run_id);
