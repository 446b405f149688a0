import { longTask, running, succeeds } from "../docker/tasks";
import { must } from "../expect";
import { secondsSince } from "../wait";
import { nothingLost, runIds } from "./boot";
import { probed } from "./dags";
import { machineAt } from "./hosts";
import type { Machine } from "./machines/machine";
import type { Site } from "./site";

const SECONDS = 600;
/** A file that somebody put on the data disk: it would be gone from a disk that was formatted. */
const MARK = "/mnt/disks/airflow/e2e-mark";

/** The master shuts down and boots while a task runs on a worker and others are triggered. */
export async function masterRebooted(site: Site): Promise<string> {
  const { cluster, api } = site;
  const [master] = cluster.of("master");
  must(master !== undefined, "there is no master");
  await master.shell(`echo e2e >${MARK}`);
  const id = await cluster.data.id();
  const before = await runIds(site);
  const waiting = await api.trigger("many_tasks", { count: 4 });
  const start = Date.now();
  await cluster.restart([master], "stop");
  const healthy = await cluster.healthy([master], SECONDS);
  const seen = await works(site, [...before, waiting]);
  await succeeds(api, "many_tasks", waiting);
  return `back after ${secondsSince(start)} s (${healthy}); ${await sameDisk(site, master, id)}; ${seen}`;
}

/**
 * The power goes everywhere. Workers come back first, with nobody to talk to; the master's machine is lost, and another
 * one is made with the same data disk.
 */
export async function masterMadeAnew(site: Site): Promise<string> {
  const { cluster } = site;
  const [old] = cluster.of("master");
  must(old !== undefined, "there is no master");
  const workers = [...cluster.machines.values()].filter((one) => one !== old);
  const id = await cluster.data.id();
  const before = await runIds(site);
  await cluster.delete(old, "cut");
  await cluster.restart(workers, "cut");
  const master = await cluster.master();
  const healthy = await cluster.healthy([master, ...workers], SECONDS);
  return `${healthy}; ${await sameDisk(site, master, id)}; ${await works(site, before)}`;
}

/** A worker is lost with a task on it; its group makes another one. */
export async function workerMadeAnew(site: Site): Promise<string> {
  const { cluster, api } = site;
  const before = await runIds(site);
  const long = await longTask(api, "q_name2", 60);
  const { hostname } = await running(api, "long_task", long.id, long.task);
  const old = machineAt(site, hostname);
  await cluster.delete(old, "cut");
  const start = Date.now();
  const fresh = await cluster.worker("worker2");
  const healthy = await cluster.healthy([fresh], SECONDS);
  const seen = await works(site, before);
  return `${old.name} cut off with a task on it, ${healthy} after ${secondsSince(start)} s; ${seen}`;
}

async function works(site: Site, before: readonly string[]): Promise<string> {
  const lost = await nothingLost(site, before);
  return `${lost}, probe: ${await probed(site)}`;
}

async function sameDisk({ cluster }: Site, master: Machine, id: string): Promise<string> {
  const now = await cluster.data.id();
  must(now === id, `the data disk was formatted again: ${id} is now ${now}`);
  must((await master.shell(`cat ${MARK}`)) === "e2e", "what lay on the data disk is gone");
  return `data disk ${id.slice(0, 8)} as it was`;
}
