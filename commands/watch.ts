import { containersOf, lastLines } from "./engine";
import type { Print } from "./print";

const EVERY_MILLISECONDS = 10_000;
const LINES = 5;

/**
 * Tells of containers that end again and again while an apply waits for their health: the engine restarts them, and the
 * apply would be silent until its own time is over.
 * @returns what ends the watch
 */
export function watch(stack: string, print: Print): () => void {
  const told = new Set<string>();
  const look = async () => {
    for (const { name, state } of await containersOf(stack)) {
      if (state !== "restarting" || told.has(name)) continue;
      told.add(name);
      print.warn(
        `${name} ends again and again; its last lines:\n${(await lastLines(name, LINES)).replace(/^/gm, "  ")}`,
      );
    }
  };
  const timer = setInterval(() => void look(), EVERY_MILLISECONDS);
  return () => clearInterval(timer);
}
