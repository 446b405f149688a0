import { leastMemory } from "../../airflow/derived/sizes";
import { showMemory } from "../../airflow/derived/units";
import { releaseOf } from "../../airflow/releases/version";
import type { Role } from "../../airflow/workloads/roles";
import type { Deployment } from "../../deployment/schema/schema";
import type { Finding, Path } from "../../deployment/words/finding";
import type { AwsReading } from "../settings/settings";
import { CORE, fargateSize, OFFERS } from "../workloads/fargate";

interface Written {
  readonly path: Path;
  readonly role: Role;
  readonly cpu?: number | undefined;
  readonly memory?: number | undefined;
  readonly slots?: number;
}

/** Pairs of cpu and memory that Fargate does not have. */
export function sizes({ deployment }: AwsReading): readonly Finding[] {
  const release = releaseOf(deployment.airflow.version);
  if (release === undefined) return [];
  return processes(deployment).flatMap((one): readonly Finding[] => {
    const { role, path, cpu, memory, slots = 0 } = one;
    const least = leastMemory(release, role, slots);
    const written = { ...(cpu === undefined ? {} : { cpu }), ...(memory === undefined ? {} : { memoryMiB: memory }) };
    if (fargateSize(role, least, written, slots) !== undefined) return [];
    return [{ path: placeOf(one), message: words(one, least) }].map(({ path: key, message }) => ({
      path: [...path, ...key],
      message,
    }));
  });
}

function processes({ webserver, scheduler, dagProcessor, triggerer, flower, workers }: Deployment): readonly Written[] {
  return [
    { ...webserver, path: ["webserver"], role: "webserver" },
    { ...scheduler, path: ["scheduler"], role: "scheduler" },
    { ...dagProcessor, path: ["dagProcessor"], role: "dag-processor" },
    { ...triggerer, path: ["triggerer"], role: "triggerer" },
    ...(flower === false ? [] : [{ ...flower, path: ["flower"], role: "flower" } as const]),
    ...Object.entries(workers).map(
      ([name, { cpu, memory, concurrency }]) =>
        ({ cpu, memory, slots: concurrency, path: ["workers", name], role: "worker" }) as const,
    ),
  ];
}

const placeOf = ({ cpu, memory }: Written): Path =>
  cpu !== undefined && !OFFERS.some(([units]) => units === cpu * CORE)
    ? ["cpu"]
    : memory !== undefined
      ? ["memory"]
      : cpu !== undefined
        ? ["cpu"]
        : ["concurrency"];

const CORES = OFFERS.map(([units]) => units / CORE);

function words({ cpu, memory, slots = 0 }: Written, least: number): string {
  const row = OFFERS.find(([units]) => units === (cpu ?? 0) * CORE);
  if (cpu !== undefined && row === undefined) return `Fargate has no ${cpu} cores; write one of ${CORES.join(", ")}`;
  if (row !== undefined && memory !== undefined)
    return `Fargate has no ${showMemory(memory)} with cpu: ${cpu}; write ${offered(row[1])}${otherCpu(memory)}`;
  if (memory !== undefined) return `Fargate has no ${showMemory(memory)}; write ${nearest(memory)}`;
  const need = `${slots === 0 ? "this process needs" : `${slots} tasks at once need`} at least ${showMemory(least)}`;
  if (row !== undefined)
    return `${need}, and Fargate has at most ${showMemory(Math.max(...row[1]))} with cpu: ${cpu}; write more cores`;
  return `${need}, more than Fargate has; write a lower concurrency and more replicas`;
}

/** `2GiB to 8GiB, by 1GiB`. */
function offered(memory: readonly number[]): string {
  const [first = 0, second = 0, third = 0] = memory;
  const last = Math.max(...memory);
  return third - second === second - first
    ? `${showMemory(first)} to ${showMemory(last)} in steps of ${showMemory(second - first)}`
    : memory.map(showMemory).join(", ");
}

function otherCpu(memory: number): string {
  const fitting = OFFERS.filter(([, list]) => list.includes(memory)).map(([units]) => units / CORE);
  return fitting.length === 0 ? "" : `, or cpu: ${fitting.join(" or ")}`;
}

function nearest(memory: number): string {
  const all = [...new Set(OFFERS.flatMap(([, list]) => list))].sort((a, b) => a - b);
  const near = [all.findLast((one) => one < memory), all.find((one) => one > memory)];
  return near.flatMap((one) => (one === undefined ? [] : [showMemory(one)])).join(" or ");
}
