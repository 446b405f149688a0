import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync, unlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { settleAll } from "./durable";

const ASSETS = "assets";

/** `LOGICAL_ID/HASH` of every asset of a stack. */
function hashes(stack: string): string[] {
  const ids = folders(join(stack, ASSETS));
  return ids.flatMap((id) => folders(join(stack, ASSETS, id)).map((hash) => join(id, hash)));
}

const folders = (folder: string) => (existsSync(folder) ? readdirSync(folder).sort() : []);

/** Puts the new assets beside the old ones. @returns what removes the old ones, when nothing names them any more */
export function addAssets(from: string, to: string): () => void {
  const added = hashes(from).map((hash) => ({ hash, files: files(join(from, ASSETS, hash)) }));
  for (const { hash } of added) addAsset(join(from, ASSETS, hash), join(to, ASSETS, hash));
  return () => {
    for (const { hash, files: wanted } of added) {
      const asset = join(to, ASSETS, hash);
      for (const path of files(asset)) if (!wanted.includes(path)) rmSync(join(asset, path), { force: true });
    }
    const kept = new Set(added.map(({ hash }) => hash));
    for (const hash of hashes(to)) if (!kept.has(hash)) discard(join(to, ASSETS, hash));
    for (const id of folders(join(to, ASSETS)))
      if (folders(join(to, ASSETS, id)).length === 0) rmdirSync(join(to, ASSETS, id));
    if (existsSync(join(to, ASSETS)) && folders(join(to, ASSETS)).length === 0) rmdirSync(join(to, ASSETS));
  };
}

/**
 * The hash covers contents and not names, so one that is there already may lack a file; and one may have been cut short.
 * What is there stays until nothing names it.
 */
function addAsset(from: string, to: string): void {
  if (!existsSync(to)) {
    settleAll(from);
    mkdirSync(dirname(to), { recursive: true });
    renameSync(from, to);
    return;
  }
  for (const path of files(from)) {
    const size = sizeOf(join(to, path));
    if (size === statSync(join(from, path)).size) continue;
    mkdirSync(dirname(join(to, path)), { recursive: true });
    renameSync(join(from, path), join(to, path));
  }
}

const sizeOf = (path: string): number | undefined => {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true ? found.size : undefined;
};

/** Every file below a folder, from there. */
const files = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

/** Most assets are one file, and rmSync takes four times as many calls for it: a stack has dozens of them. */
function discard(asset: string): void {
  const [file, ...more] = files(asset);
  if (file === undefined || more.length > 0 || file.includes("/")) rmSync(asset, { recursive: true });
  else {
    unlinkSync(join(asset, file));
    rmdirSync(asset);
  }
}
