import { leastMemory } from "../../airflow/derived/sizes";
import { showMemory } from "../../airflow/derived/units";
import { releaseOf } from "../../airflow/releases/version";
import type { Finding, Path } from "../../deployment/words/finding";
import { cannotMove, isArm, machineType } from "../machines/machine-types";
import type { GcpReading } from "../settings/settings";
import { type Need, onMaster, onWorker, SYSTEM } from "./needs";

/** Machines that do not exist, or have less than what runs on them needs. */
export function sizes({ deployment }: GcpReading): readonly Finding[] {
  const release = releaseOf(deployment.airflow.version);
  if (release === undefined) return [];
  const least = (role: Parameters<typeof leastMemory>[1], slots?: number) => leastMemory(release, role, slots);
  return [
    ...judged(
      { path: ["master", "machine"], name: deployment.master.machine, stays: true },
      onMaster({ deployment }, least),
    ),
    ...Object.entries(deployment.workers).flatMap(([name, pool]) => {
      const { machine, spot } = pool;
      const needs = onWorker(name, pool, least);
      return judged(
        { path: ["workers", name, "machine"], name: machine, stays: spot === false },
        needs,
        ", or a lower concurrency",
      );
    }),
  ];
}

interface Machine {
  readonly path: Path;
  readonly name: string;
  /** Whether Google does not take it back. */
  readonly stays: boolean;
}

function judged({ path, name, stays }: Machine, needs: readonly Need[], otherwise = ""): readonly Finding[] {
  const say = (message: string): readonly Finding[] => [{ path, message }];
  if (isArm(name))
    return say(
      `${name} has Arm processors, and system and images here are made for x86; write ${fitting(needs)} or larger`,
    );
  const type = machineType(name);
  if (type !== undefined && "wrong" in type) return say(type.wrong);
  if (stays && cannotMove(name))
    return say(
      `${name} ends when Google mends its hardware, and tasks on it; machines here move while they run: write ${fitting(needs)} or larger`,
    );
  // A family that is not listed is of very large machines: Compute Engine itself knows the rest.
  if (type === undefined) return [];
  const total = sum(needs);
  const few: readonly Finding[] =
    total <= type.memoryMiB
      ? []
      : say(
          `${name} has ${showMemory(type.memoryMiB)}, and what runs there needs ${showMemory(total)}: ${words(needs)}. Write ${fitting(needs)} or larger${otherwise}`,
        );
  return [...few, ...cores(name, type.cores, needs)];
}

const sum = (needs: readonly Need[]): number => needs.reduce((total, { memoryMiB }) => total + memoryMiB, SYSTEM);

const words = (needs: readonly Need[]): string =>
  [{ what: "system", memoryMiB: SYSTEM }, ...needs]
    .map((need) => `${need.what} ${showMemory(need.memoryMiB)}`)
    .join(", ");

/** Docker refuses to start a container with more cores than its machine has. */
const cores = (name: string, has: number, needs: readonly Need[]): readonly Finding[] =>
  needs.flatMap(({ cpu, path }) =>
    cpu === undefined || path === undefined || cpu <= has
      ? []
      : [{ path: [...path, "cpu"], message: `got ${cpu}, and ${name} has ${has} cores; write ${has} or less` }],
  );

/** Machines to name in a remedy, by their size. */
const OFFERS = [
  "e2-small",
  "e2-medium",
  "e2-standard-2",
  "e2-standard-4",
  "e2-standard-8",
  "e2-standard-16",
  "e2-standard-32",
  "n2-highmem-32",
  "n2-highmem-64",
];

function fitting(needs: readonly Need[]): string {
  const total = sum(needs);
  const found = OFFERS.find((name) => {
    const type = machineType(name);
    return type !== undefined && !("wrong" in type) && type.memoryMiB >= total;
  });
  return found ?? `a machine with ${showMemory(total)}`;
}
