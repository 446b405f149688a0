import { setTimeout as sleep } from "node:timers/promises";
import { METADATA } from "../../lib/gcp/names";
import type { Print } from "../print";
import type { Compute } from "./compute";
import { fleet, type Machine, POLL_MILLISECONDS } from "./fleet";
import { itemOf, type Metadata } from "./machine-state";

export interface DrainOptions {
  readonly project: string;
  readonly stack: string;
  readonly pools: Readonly<Record<string, number>>;
  /** A pool, or one machine; undefined: every machine that is of another kind than its group. */
  readonly which: string | undefined;
  /** Seconds that a new machine may take until it is healthy. */
  readonly patience: number;
  /** Milliseconds between two looks. */
  readonly every?: number;
}

/** Seconds on top of a pool's own time: the machine has to notice, and to say that it is done. */
const GRACE = 300;

/**
 * Drains workers one after another and has each made anew from its group's template, or leaves it where that is asked.
 * @returns whether all went well; what did not was printed
 */
export async function drain(compute: Compute, options: DrainOptions, print: Print): Promise<boolean> {
  const chosen = await choice(compute, options);
  if (chosen.length === 0) {
    print.plain(
      options.which === undefined
        ? `${options.stack}: every machine is of the kind that its group asks for; name a pool or a machine to replace one all the same.`
        : `${options.stack}: no machine of a pool is called ${options.which}, and no pool; there are ${Object.keys(options.pools).join(", ")}.`,
    );
    return options.which === undefined;
  }
  for (const { machine, pool } of chosen) {
    if (!(await drained(compute, options, pool, machine, print))) return false;
    if (!(await replaced(compute, options, pool, machine, print))) return false;
  }
  return true;
}

interface Choice {
  readonly machine: Machine;
  readonly pool: string;
}

async function choice(compute: Compute, { project, stack, pools, which }: DrainOptions): Promise<Choice[]> {
  const [, ...parts] = await fleet(compute, project, stack, Object.keys(pools));
  return parts.flatMap(({ name: pool, machines }) =>
    machines
      .filter((machine) => (which === undefined ? machine.outdated : which === pool || which === machine.name))
      .map((machine) => ({ machine, pool })),
  );
}

/** Asks the machine to take no more tasks, and waits until it says that it has finished. */
async function drained(compute: Compute, options: DrainOptions, pool: string, machine: Machine, print: Print) {
  const budget = (options.pools[pool] ?? 0) + GRACE;
  await ask(compute, machine);
  print.step(`${machine.name} finishes its tasks, at most ${budget} s`);
  const began = Date.now();
  while (Date.now() - began < budget * 1000) {
    const now = (await poolOf(compute, options, pool)).machines.find(({ name }) => name === machine.name);
    if (now === undefined || now.state?.state === "drained") {
      print.done(`${machine.name} has finished its tasks`, Math.round((Date.now() - began) / 1000));
      return true;
    }
    // A deployment meanwhile may write the group's metadata over it.
    if (itemOf(now.metadata, METADATA.drain) === undefined) await ask(compute, now);
    await sleep(options.every ?? POLL_MILLISECONDS);
  }
  print.problem(
    `${machine.name} has not finished its tasks within ${budget} s, and goes on with them; run the same command again to wait on`,
  );
  return false;
}

/** The group makes it anew of its template, with a new disk; the next one is drained when it is healthy. */
async function replaced(compute: Compute, options: DrainOptions, pool: string, machine: Machine, print: Print) {
  if (machine.group === undefined) return true;
  const others = new Set((await poolOf(compute, options, pool)).machines.map(({ name }) => name));
  others.delete(machine.name);
  const began = Date.now();
  await compute.post(`${machine.group}/applyUpdatesToInstances`, {
    instances: [machine.selfLink.slice(machine.selfLink.indexOf("/projects/") + 1)],
    minimalAction: "REPLACE",
    mostDisruptiveAllowedAction: "REPLACE",
  });
  while (Date.now() - began < options.patience * 1000) {
    const { machines, target } = await poolOf(compute, options, pool);
    if (machines.length === target && machines.every((one) => others.has(one.name) || isNew(one))) {
      print.done(`${machine.name} was replaced, and its pool is whole again`, Math.round((Date.now() - began) / 1000));
      return true;
    }
    await sleep(options.every ?? POLL_MILLISECONDS);
  }
  print.problem(
    `${machine.name} was drained and is being replaced; nothing was healthy in its place within ${options.patience} s`,
  );
  return false;
}

const isNew = ({ outdated, state, wanted }: Machine): boolean =>
  !outdated && state?.state === "healthy" && state.generation === wanted;

async function poolOf(compute: Compute, { project, stack }: Pick<DrainOptions, "project" | "stack">, pool: string) {
  const found = (await fleet(compute, project, stack, [pool])).find(({ name }) => name === pool);
  if (found === undefined) throw new Error(`no pool ${pool}`);
  return found;
}

/** Compute Engine takes a change of metadata only with the fingerprint of what it changes. */
async function ask(compute: Compute, { selfLink, metadata }: Machine): Promise<void> {
  const items = (metadata.items ?? []).filter(({ key }) => key !== METADATA.drain);
  const body: Metadata = { ...metadata, items: [...items, { key: METADATA.drain, value: "1" }] };
  await compute.post(`${selfLink}/setMetadata`, body);
}
