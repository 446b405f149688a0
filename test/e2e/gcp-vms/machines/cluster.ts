import { randomBytes, randomInt } from "node:crypto";
import { must } from "../../expect";
import { secondsSince, until } from "../../wait";
import type { Google } from "../google/google";
import { shown, stateOf, wanted } from "../google/state";
import type { Instance, World } from "../google/world";
import { CLUSTER } from "../scene";
import type { Contents, MachineSpec } from "../terraform/contents";
import { Disk } from "./disk";
import { Machine } from "./machine";

export interface ClusterProps {
  readonly world: World;
  readonly google: Google;
  readonly base: string;
  readonly certificates: string;
  readonly images: readonly string[];
}

/** Where addresses of workers begin in the cluster's range. */
const FIRST = 20;

/** What Compute Engine does with a stack: makes machines with metadata, addresses and disks, and makes them anew. */
export class Cluster {
  readonly machines = new Map<string, Machine>();
  private disk: Disk | undefined;
  private contents: Contents | undefined;
  private next = FIRST;

  constructor(private readonly props: ClusterProps) {
    props.world.onReplace = (name) => void this.replace(name);
  }

  get data(): Disk {
    if (this.disk === undefined) throw new Error("the master has no data disk yet");
    return this.disk;
  }

  get now(): Contents {
    if (this.contents === undefined) throw new Error("nothing was applied");
    return this.contents;
  }

  /**
   * What an apply changes: rights, secrets and buckets, and the metadata of machines that run. Groups refresh theirs in
   * place, as their update policy says.
   */
  apply(contents: Contents): void {
    const { world } = this.props;
    this.contents = contents;
    world.grants.splice(0, world.grants.length, ...contents.grants);
    for (const [role, permissions] of contents.roles) world.roles.set(role, permissions);
    // A write-only value is written once, however often Terraform would make another.
    for (const [name, value] of contents.secrets) if (!world.secrets.has(name)) world.secrets.set(name, [value]);
    for (const name of contents.buckets) if (!world.buckets.has(name)) world.buckets.set(name, new Map());
    for (const { name, location, size = 0, kind, labels, metadata } of contents.pools) {
      const before = world.groups.get(name) ?? { targetSize: size };
      world.groups.set(name, { ...before, name, location, template: { kind, labels, metadata } });
    }
    for (const instance of world.instances.values()) {
      const spec = [contents.master, ...contents.pools].find((one) => named(one, instance));
      const drain = instance.metadata["airflow-drain"];
      if (spec !== undefined && hears(spec, instance))
        world.setMetadata(instance.name, {
          ...spec.metadata,
          ...(drain === undefined ? {} : { "airflow-drain": drain }),
        });
    }
  }

  /** Makes the master and boots it. Its data disk is made once. */
  async master(): Promise<Machine> {
    const { master, names } = this.now;
    this.disk ??= await Disk.make(`${this.props.base}/data-disk`, "2G");
    const address = master.address ?? "";
    const aliases = [...names].flatMap(([name, to]) => (to === address ? [name] : []));
    return this.make(master, master.name, address, aliases, this.disk.device);
  }

  /** One machine more of a pool, as its group makes it. */
  async worker(pool: string): Promise<Machine> {
    const spec = this.now.pools.find(({ machine }) => machine === pool);
    must(spec !== undefined, `no pool ${pool}`);
    const address = CLUSTER.replace(/0\/24$/, String(this.next++));
    return this.make(spec, `${spec.name}-${randomBytes(2).toString("hex")}`, address, []);
  }

  /** Ends a machine at once, or after it was told to go; its boot disk goes with it. */
  async delete(machine: Machine, how: "cut" | "stop"): Promise<void> {
    if (how === "cut") await machine.cut();
    else await machine.shutDown();
    await machine.remove();
    this.props.world.instances.delete(machine.name);
    this.machines.delete(machine.name);
  }

  /** As a group does: the machine gets its time to shut down, then another one is made from the newest template. */
  private async replace(name: string): Promise<void> {
    const [old, pool] = [this.machines.get(name), this.now.pools.find((one) => groupOf(name) === one.name)];
    if (old === undefined || pool === undefined) throw new Error(`${name} is no machine of a group`);
    await this.delete(old, "stop");
    await this.worker(pool.machine);
  }

  /** Machines of a pool, or the master. */
  of(machine: string): Machine[] {
    const spec = [this.now.master, ...this.now.pools].find((one) => one.machine === machine);
    return [...this.machines.values()].filter(
      ({ name }) => spec !== undefined && (name === spec.name || name.startsWith(`${spec.name}-`)),
    );
  }

  instance(name: string): Instance {
    const found = this.props.world.instances.get(name);
    if (found === undefined) throw new Error(`there is no machine ${name}`);
    return found;
  }

  /** Switches machines off as `how` does and on again. What they said before is forgotten, so that nobody takes it for now. */
  async restart(machines: readonly Machine[], how: "cut" | "stop"): Promise<void> {
    await Promise.all(machines.map((machine) => (how === "cut" ? machine.cut() : machine.shutDown())));
    for (const { name } of machines) this.instance(name).guest.clear();
    for (const machine of machines) await machine.start();
  }

  /** Waits until machines run what their metadata asks for. @returns seconds of each */
  async healthy(machines: readonly Machine[], seconds: number): Promise<string> {
    const start = Date.now();
    const took = await Promise.all(
      machines.map(async ({ name }) => {
        await until(`${name} to be healthy`, seconds, async () => {
          const instance = this.instance(name);
          const state = stateOf(instance);
          if (state?.state === "healthy" && state.generation === wanted(instance)) return true;
          throw new Error(`wanted ${wanted(instance)}, ${shown(state)}`);
        });
        return `${name} ${secondsSince(start)} s`;
      }),
    );
    return took.join(", ");
  }

  async remove(): Promise<void> {
    await Promise.all([...this.machines.values()].map((machine) => machine.remove()));
    for (const name of this.machines.keys()) this.props.world.instances.delete(name);
    // Machines are known by their addresses, which those of the next cluster have again.
    for (const name of this.machines.keys()) this.props.world.instances.delete(name);
    await this.disk?.remove();
  }

  private async make(
    { email, labels, metadata, location, size, kind }: MachineSpec,
    name: string,
    address: string,
    aliases: readonly string[],
    disk?: string,
  ): Promise<Machine> {
    const { world, base, certificates, images } = this.props;
    world.instances.set(name, {
      name,
      id: String(randomInt(2 ** 47)),
      zone: location.startsWith("zones/") ? location.slice("zones/".length) : `${location.slice("regions/".length)}-a`,
      address,
      email,
      labels,
      metadata,
      kind,
      guest: new Map(),
      status: "RUNNING",
      ...(size === undefined ? {} : { group: `${location}/${groupOf(name)}` }),
    });
    const machine = await Machine.boot({
      name,
      address,
      aliases,
      base,
      certificates,
      images,
      ...(disk === undefined ? {} : { disk }),
    });
    this.machines.set(name, machine);
    return machine;
  }
}

/** Machines of a group have four characters after its name. */
const groupOf = (name: string): string => name.replace(/-[0-9a-f]{4}$/, "");

const named = (spec: MachineSpec, { name }: Instance): boolean =>
  name === spec.name || (spec.size !== undefined && groupOf(name) === spec.name);

/** A group whose updates may refresh and no more does nothing at all to a machine that would need more. */
const hears = (spec: MachineSpec, { group, kind }: Instance): boolean =>
  group === undefined || JSON.stringify(kind) === JSON.stringify(spec.kind);
