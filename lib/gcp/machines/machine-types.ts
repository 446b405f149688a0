import { lookUp } from "../../deployment/look-up";
/** What a machine of Compute Engine has. */
export interface MachineType {
  readonly cores: number;
  readonly memoryMiB: number;
}

interface Family {
  /** GiB for each core, by the class in the middle of the name. */
  readonly memory: Readonly<Record<string, number>>;
  /** Cores that Google offers, of families that get no new size any more; the least and the most of custom ones. */
  readonly sizes?: readonly number[];
  /** Memory is rounded down to whole GiB. */
  readonly whole?: true;
  /** GiB for each core, least and most, of custom types. */
  readonly custom?: readonly [least: number, most: number];
}

/**
 * Source: Compute Engine, "General-purpose machine family" and "Compute-optimized machine family". Families of very
 * large machines and of accelerators are not listed: nothing of Airflow is too large for them.
 */
const FAMILIES: Readonly<Record<string, Family>> = {
  e2: { memory: { standard: 4, highmem: 8, highcpu: 1 }, sizes: [2, 4, 8, 16, 32], custom: [0.5, 8] },
  n1: {
    memory: { standard: 3.75, highmem: 6.5, highcpu: 0.9 },
    sizes: [1, 2, 4, 8, 16, 32, 64, 96],
    custom: [0.9, 6.5],
  },
  n2: {
    memory: { standard: 4, highmem: 8, highcpu: 1 },
    sizes: [2, 4, 8, 16, 32, 48, 64, 80, 96, 128],
    custom: [0.5, 8],
  },
  n2d: {
    memory: { standard: 4, highmem: 8, highcpu: 1 },
    sizes: [2, 4, 8, 16, 32, 48, 64, 80, 96, 128, 224],
    custom: [0.5, 8],
  },
  n4: { memory: { standard: 4, highmem: 8, highcpu: 2 }, custom: [2, 8] },
  n4d: { memory: { standard: 4, highmem: 8, highcpu: 2 }, custom: [2, 8] },
  c2: { memory: { standard: 4 }, sizes: [4, 8, 16, 30, 60] },
  c2d: { memory: { standard: 4, highmem: 8, highcpu: 2 }, sizes: [2, 4, 8, 16, 32, 56, 112] },
  c3: { memory: { standard: 4, highmem: 8, highcpu: 2 } },
  c3d: { memory: { standard: 4, highmem: 8, highcpu: 2 } },
  c4: { memory: { standard: 3.75, highmem: 7.75, highcpu: 2 }, whole: true },
  c4d: { memory: { standard: 3.875, highmem: 7.875, highcpu: 1.875 }, whole: true },
  t2d: { memory: { standard: 4 }, sizes: [1, 2, 4, 8, 16, 32, 48, 60] },
};

/** Machines that have a part of a core, more for a moment. Source: Compute Engine, "Shared-core machine types". */
const SHARED: Readonly<Record<string, MachineType>> = {
  "f1-micro": { cores: 1, memoryMiB: 614 },
  "g1-small": { cores: 1, memoryMiB: 1741 },
  "e2-micro": { cores: 2, memoryMiB: 1024 },
  "e2-small": { cores: 2, memoryMiB: 2048 },
  "e2-medium": { cores: 2, memoryMiB: 4096 },
};

/** Families whose processors are no x86. Source: Compute Engine, "Arm VMs on Compute". */
const ARM = /^(t2a|c4a|n4a)-/;
/** Families that take no Persistent Disk. Source: Compute Engine, "Hyperdisk", supported machine types. */
const HYPERDISK = /^(n4|n4d|n4a|c4|c4a|c4d|m4|x4|h4d|z4)-/;

/**
 * Machines that are stopped, not moved, when Google mends their hardware: with accelerators, for high-performance
 * computing, and bare metal. Source: Compute Engine, "Live migration process", limitations.
 */
const STOPPED = /^(a2|a3|a4|a4x|g2|g4|h3|h4d|ct[0-9][a-z0-9]*)-|-metal$/;

export const cannotMove = (name: string): boolean => STOPPED.test(name);
export const isArm = (name: string): boolean => ARM.test(name);
export const wantsHyperdisk = (name: string): boolean => HYPERDISK.test(name);

/** What a type has; why it is none; or undefined for a family that is not listed here. */
export function machineType(name: string): MachineType | { readonly wrong: string } | undefined {
  const shared = lookUp(SHARED, name);
  if (shared !== undefined) return shared;
  const custom = /^(?:([a-z0-9]+)-)?custom-(micro|small|medium|[0-9]+)-([0-9]+)(-ext)?$/.exec(name);
  if (custom !== null) return customType(name, custom);
  const [, family = "", kind = "", cores = ""] = /^([a-z0-9]+)-([a-z]+)-([0-9]+)(?:-lssd|-metal)?$/.exec(name) ?? [];
  const known = lookUp(FAMILIES, family || (name.split("-")[0] ?? ""));
  return known === undefined ? undefined : predefined(name, known, kind, Number(cores));
}

function predefined(name: string, family: Family, kind: string, cores: number): MachineType | { wrong: string } {
  const [prefix = ""] = name.split("-");
  const each = family.memory[kind];
  if (each === undefined || cores === 0)
    return {
      wrong: `Google has no ${name}; write ${Object.keys(family.memory)
        .map((one) => `${prefix}-${one}-CORES`)
        .join(" or ")}, such as ${prefix}-standard-4`,
    };
  if (family.sizes !== undefined && !family.sizes.includes(cores))
    return { wrong: `Google has no ${name}; ${prefix} machines have ${family.sizes.join(", ")} cores` };
  const gib = family.whole ? Math.floor(each * cores) : each * cores;
  return { cores, memoryMiB: Math.floor(gib * 1024) };
}

/** Custom memory comes in these steps, in MiB. Source: Compute Engine, "Create a VM with a custom machine type". */
const MEMORY_STEP = 256;

function customType(name: string, [, written, cores = "", memory = "", extended]: RegExpExecArray) {
  const family = lookUp(FAMILIES, written ?? "n1");
  const memoryMiB = Number(memory);
  if (family === undefined) return undefined;
  if (memoryMiB % MEMORY_STEP !== 0) {
    const next = Math.ceil(memoryMiB / MEMORY_STEP) * MEMORY_STEP;
    return { wrong: `${memory} MiB is not a multiple of ${MEMORY_STEP}; write ${name.replace(memory, String(next))}` };
  }
  const shared = lookUp(SHARED, `${written}-${cores}`);
  if (shared !== undefined) return { cores: shared.cores, memoryMiB };
  return dedicated(family, Number(cores), memoryMiB, extended !== undefined) ?? { wrong: `Google makes no ${name}` };
}

function dedicated(family: Family, cores: number, memoryMiB: number, extended: boolean) {
  if (family.custom === undefined || Number.isNaN(cores)) return undefined;
  const [least, most] = family.custom.map((gib) => gib * cores * 1024);
  if (cores === 0 || (cores > 1 && cores % 2 === 1))
    return { wrong: `a custom machine has an even number of cores, and got ${cores}; write ${cores + 1}` };
  if (least !== undefined && memoryMiB < least)
    return {
      wrong: `${cores} cores go with at least ${Math.ceil(least / MEMORY_STEP) * MEMORY_STEP} MiB, and got ${memoryMiB}`,
    };
  if (most !== undefined && memoryMiB > most && !extended)
    return {
      wrong: `${cores} cores go with at most ${Math.floor(most / MEMORY_STEP) * MEMORY_STEP} MiB, and got ${memoryMiB}`,
    };
  return { cores, memoryMiB };
}
