import { LONGEST_TASK } from "../../deployment/schema/longest-task";
import type { Path } from "../../deployment/words/finding";
import { type Item, left, type Written } from "../read/item";
import type { Origin } from "../read/tree";

export type Write = Extract<Item, { kind: "write" }>;

/** A key of the deployment file with its value and where that came from. */
export interface Line {
  readonly path: Path;
  readonly value: Written;
  readonly from: readonly Origin[];
}

/** In the order of docs/deployment-file.md; what is not named here keeps its place behind. */
const ORDER: readonly string[] = [
  ...[
    "version",
    "image",
    "executor",
    "timezone",
    "dags",
    "options",
    "environment",
    "envFile",
    "connections",
    "variables",
  ].map((key) => `airflow.${key}`),
  ...["files", LONGEST_TASK, "admin"].map((key) => `airflow.${key}`),
  ...[
    "workers",
    "webserver",
    "scheduler",
    "dagProcessor",
    "triggerer",
    "flower",
    "metadataDatabase",
    "broker",
    "docker",
  ],
];

const rank = (path: Path): number => {
  const found = ORDER.findIndex((key) => path.join(".") === key || path.join(".").startsWith(`${key}.`));
  return found === -1 ? ORDER.length : found;
};

/** What the items write, once each: a later value replaces an earlier one, lists of mounts add up. */
export function draft(items: readonly Item[]): readonly Line[] {
  const lines = new Map<string, Line>();
  for (const { path, value, from } of items.filter((item): item is Write => item.kind === "write")) {
    const key = JSON.stringify(path);
    const before = lines.get(key);
    const list =
      path.join(".") === "docker.mounts" && before !== undefined && Array.isArray(before.value) && Array.isArray(value);
    lines.set(key, {
      path,
      value: list ? [...(before.value as readonly Written[]), ...(value as readonly Written[])] : value,
      from: [...(list ? before.from : []), from],
    });
  }
  return [...lines.values()].sort((a, b) => rank(a.path) - rank(b.path));
}

/** Values that a later one of the same key replaced, where another part of the compose file says it. */
export function overruled(items: readonly Item[]): readonly Item[] {
  const last = new Map<string, Write>();
  const writes = items.filter((item): item is Write => item.kind === "write");
  for (const item of writes) last.set(JSON.stringify(item.path), item);
  return writes.flatMap(({ path, value, from }) => {
    const winner = last.get(JSON.stringify(path));
    const other = winner === undefined || JSON.stringify(winner.value) !== JSON.stringify(value);
    return winner === undefined || !other || path.join(".") === "docker.mounts" || winner.from.key === from.key
      ? []
      : [
          left(
            from,
            `${path.join(".")} has another value, of ${winner.from.key} (line ${winner.from.line}); it is one`,
          ),
        ];
  });
}

/** The lines as one plain value, as a reader of the file would see it. */
export function plain(lines: readonly Line[]): Record<string, unknown> {
  const root = empty();
  for (const { path, value } of lines) {
    let at = root;
    for (const key of path.slice(0, -1)) {
      at[key] = at[key] ?? empty();
      at = at[key] as Record<string, unknown>;
    }
    at[String(path.at(-1))] = value;
  }
  return root;
}

/** Without what every other object has: a service may be called constructor. */
const empty = (): Record<string, unknown> => Object.create(null);
