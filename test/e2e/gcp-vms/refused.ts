import { METADATA } from "../../../lib/gcp/names";
import { must, mustMatch } from "../expect";
import { textOf } from "../project";
import { until } from "../wait";
import { applied } from "./apply";
import { probed } from "./dags";
import { type StackFile, withAirflow } from "./file";
import { shown, stateOf, wanted } from "./google/state";
import { command } from "./person";
import type { Site } from "./site";

/** Another Airflow without `upgradeFrom`: machines say no, and go on with what they run. */
export async function versionRefused(site: Site, file: StackFile): Promise<string> {
  const { cluster, images } = site;
  await applied(site, withAirflow(file, { version: "3.3.3", image: images.newer }));
  const [master] = cluster.of("master");
  must(master !== undefined, "there is no master");
  const said = await failed(site, master.name);
  mustMatch(said, /3\.3\.2/, "what the master says");
  mustMatch(said, /3\.3\.3/, "what the master says");
  mustMatch(said, /upgradeFrom/, "what the master says");
  const probe = await probed(site);
  await applied(site, file);
  const healthy = await cluster.healthy([...cluster.machines.values()], 600);
  return `${said.split("\n")[0]}; meanwhile ${probe}; taken back: ${healthy}`;
}

/** What a person who waits for a deployment reads: the last lines of the unit that does not start. */
export async function failure(site: Site, file: StackFile): Promise<string> {
  const { cluster, world } = site;
  // Of the pool that no step before has given another machine type: the other one's machines hear of no change.
  const [worker] = cluster.of("worker2");
  must(worker !== undefined, "there is no worker");
  const { metadata, group: path = "" } = cluster.instance(worker.name);
  const broken = { ...metadata, [METADATA.references]: (metadata[METADATA.references] ?? "").replace(/"1"/, '"7"') };
  const group = world.groups.get(path.split("/").at(-1) ?? "");
  must(group !== undefined, `${worker.name} is of no group`);
  world.groups.set(group.name, { ...group, template: { ...group.template, metadata: broken } });
  world.setMetadata(worker.name, broken);
  const said = await failed(site, worker.name);
  mustMatch(said, /version 7/, "what the worker says");
  const waited = await command(site, "wait");
  must(waited.code === 1, `npm run wait ended with ${waited.code} though a worker failed:\n${textOf(waited)}`);
  mustMatch(textOf(waited), /version 7/, "npm run wait");
  await applied(site, file);
  const healthy = await cluster.healthy([worker], 600);
  return `${said.split("\n").slice(0, 2).join(" ")}; mended: ${healthy}`;
}

async function failed({ cluster }: Site, name: string, seconds = 300): Promise<string> {
  const instance = cluster.instance(name);
  return until(`${name} to say that it failed`, seconds, async () => {
    const state = stateOf(instance);
    if (state?.state === "failed" && state.generation === wanted(instance)) return `${state.message}\n${state.log}`;
    throw new Error(shown(state));
  });
}
