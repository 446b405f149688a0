import { showMemory } from "../../airflow/derived/units";
import { changed, type Item, write } from "../read/item";
import type { Service } from "../services/service";

/** Cores and memory of one process. Memory below what the role was measured to need is raised. */
export function size(path: readonly string[], { cpus, memory }: Service, least: number, what = ""): readonly Item[] {
  const enough = Math.max(memory?.value ?? 0, least);
  return [
    ...(cpus === undefined || cpus.value <= 0 ? [] : [write([...path, "cpu"], cpus.value, cpus.at)]),
    ...(memory === undefined ? [] : [write([...path, "memory"], showMemory(enough), memory.at)]),
    ...(memory !== undefined && enough > memory.value
      ? [
          changed(
            memory.at,
            `memory ${showMemory(memory.value)} is less than ${[path.join("."), "needs"].join(" ")} ${what}; raised to ${showMemory(least)}`.replace(
              "  ",
              " ",
            ),
          ),
        ]
      : []),
  ];
}
