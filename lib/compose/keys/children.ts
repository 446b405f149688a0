import { showMemory } from "../../airflow/derived/units";
import { EXTRA_CONFIG, KIB_PER_MIB } from "../../airflow/environment/celery";
import { RELEASES } from "../../airflow/releases/release-profiles";
import { changed, type Item, left, write } from "../read/item";
import type { Origin } from "../read/tree";
import type { Player } from "../services/cast";
import { type Context, settings } from "../services/context";
import { poolOf } from "../services/pool-name";
import { flag } from "../write/words";

const TASKS = "worker_max_tasks_per_child";
const MEMORY = "worker_max_memory_per_child";

/** The object of JSON; undefined: it is none. */
function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the pools say all that stands there. */
export function allOfChildren(text: string): boolean {
  const found = objectOf(text);
  return found !== undefined && Object.keys(found).every((key) => [TASKS, MEMORY].includes(key));
}

/** When a process of a worker is replaced: by the flags of its command, else by Celery's settings. */
export function children(player: Player, context: Context): readonly Item[] {
  const { service, args } = player;
  const setting = settings(service, context).get(EXTRA_CONFIG);
  const config = setting === undefined ? undefined : objectOf(setting.text);
  const read = (name: string, key: string, limit: (value: number, at: Origin) => readonly Item[]) => {
    const given = flag(args, name);
    const at = given === undefined ? setting?.at : service.commandAt;
    const value = given ?? config?.[key];
    if (value === undefined || value === null || at === undefined) return [];
    const what = given === undefined ? key : `flag ${name}`;
    return /^[1-9]\d{0,11}$/.test(String(value))
      ? limit(Number(value), at)
      : [left(at, `${what} is no whole number; write workers.${poolOf(service.name)}`)];
  };
  const path = ["workers", poolOf(service.name)];
  return [
    ...read("--max-tasks-per-child", TASKS, (value, at) => [write([...path, "maxTasksPerChild"], value, at)]),
    ...read("--max-memory-per-child", MEMORY, (value, at) => memory(path, Math.ceil(value / KIB_PER_MIB), at, context)),
  ];
}

/** What every process has before its first task is no limit of it. */
function memory(path: readonly string[], mebibytes: number, at: Origin, context: Context): readonly Item[] {
  const least = RELEASES[context.version.major === 2 ? "2.11" : "3"].memory.child;
  const enough = Math.max(mebibytes, least);
  return [
    write([...path, "maxMemoryPerChild"], showMemory(enough), at),
    ...(enough === mebibytes
      ? []
      : [
          changed(
            at,
            `${showMemory(mebibytes)} for a process is less than it has before its first task; raised to ${showMemory(enough)}`,
          ),
        ]),
  ];
}
