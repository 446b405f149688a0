import { readDeployment, type TargetReader } from "../../deployment/file/read";
import { parseSource } from "../../deployment/file/source";
import { dotted } from "../../deployment/words/problem";
import { type Item, left } from "../read/item";
import { document } from "./document";
import { draft, type Write } from "./draft";

/** Without these a deployment is another one, or its data lies elsewhere: a file that has them wrong is refused. */
const NEEDED: readonly RegExp[] = [
  /^airflow,(version|image|executor|dags|files)\b/,
  /^(keys|metadataDatabase|broker)\b/,
  /^docker,storage\b/,
  /^workers,[^,]*(,queues\b.*)?$/,
];

/**
 * What the import writes, without what the deployment file's own rules refuse: each such value becomes a line of the
 * report in their words, so that one of them does not cost all others.
 */
export function accepted(items: readonly Item[], targets: Readonly<Record<string, TargetReader>>): readonly Item[] {
  const text = document(draft(items), []);
  const read = readDeployment({ path: "", text }, targets);
  const parsed = parseSource(text);
  if (read.ok) return items;
  const mounts = items
    .filter(isMount)
    .flatMap((item) => (item.value as readonly unknown[]).map((one) => ({ item, one })));
  // What is said against a key has the path of what is around it, and the key's own place.
  const loose = items.filter(isLoose).map((item) => ({
    item,
    key: parsed.ok ? parsed.source.locate(item.path, "key") : undefined,
  }));
  const refused = new Map<Item, string>();
  const folders = new Map<unknown, string>();
  for (const { path = [], message, line, column } of read.problems) {
    const mount = path[0] === "docker" && path[1] === "mounts" ? mounts[Number(path[2])] : undefined;
    if (mount !== undefined) folders.set(mount.one, `the mount is not written: ${message}`);
    for (const { item, key } of loose)
      if (
        !refused.has(item) &&
        (item.path.every((part, index) => path[index] === part) ||
          (key !== undefined && key.line === line && key.column === column))
      )
        refused.set(item, `${dotted(item.path)} is not written: ${message}`);
  }
  if (refused.size + folders.size === 0) return items;
  const kept = items.flatMap((item) => {
    const said = refused.get(item);
    if (item.kind !== "write") return [item];
    return said === undefined ? (isMount(item) ? without(item, folders) : [item]) : [left(item.from, said)];
  });
  return accepted(
    kept.filter((item) => item.kind !== "secret" || !names(items, item.path) || names(kept, item.path)),
    targets,
  );
}

const MOUNTS = "docker,mounts";

const isMount = (item: Item): item is Write => item.kind === "write" && item.path.join() === MOUNTS;

/** Whether the deployment is the same one without it. */
const isLoose = (item: Item): item is Write =>
  item.kind === "write" && item.path.join() !== MOUNTS && !NEEDED.some((needed) => needed.test(item.path.join()));

/** Of several folders those stay that nothing is said against. */
function without(item: Write, folders: ReadonlyMap<unknown, string>): readonly Item[] {
  const all = item.value as Extract<Write["value"], readonly unknown[]>;
  const value = all.filter((one) => !folders.has(one));
  const lines = all.flatMap((one) => folders.get(one) ?? []).map((said) => left(item.from, said));
  return value.length === 0 ? lines : [{ ...item, value }, ...lines];
}

/** Whether something that is written refers to a secret's file. */
const names = (items: readonly Item[], path: string): boolean =>
  items.some(
    (item) =>
      item.kind === "write" &&
      JSON.stringify(item.value).includes(`{"secret":${JSON.stringify(path.slice("secrets/".length))}}`),
  );
