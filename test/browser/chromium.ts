import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** Path of a Chromium: CHROMIUM_PATH, else one of the usual names on the PATH; or why there is none. */
export function findChromium(env: NodeJS.ProcessEnv): { readonly path: string } | { readonly missing: string } {
  const named = env["CHROMIUM_PATH"];
  if (named !== undefined && named !== "") {
    return isProgram(named) ? { path: named } : { missing: `CHROMIUM_PATH is ${named}, which is no program` };
  }
  const folders = (env["PATH"] ?? "").split(delimiter).filter(Boolean);
  const path = folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isProgram);
  return path === undefined
    ? { missing: `no Chromium: none of ${NAMES.join(", ")} is on the PATH. Install one, or set CHROMIUM_PATH` }
    : { path };
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Root has no sandbox in a container. */
export const launch = (path: string): Promise<Browser> =>
  chromium.launch({ executablePath: path, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
