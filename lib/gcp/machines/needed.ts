import { PROGRAMS } from "../../airflow/files/files";
import type { Unit } from "./document";
import { hostFiles, type MachineKind } from "./host-files";

type Files = Readonly<Record<string, string>>;

/**
 * Without those of our own programs that nothing speaks of: metadata has room for no more than it needs. One that is
 * started or loaded is spoken of by its name, in a unit, by the machine's own scripts, in a plugin, or in another program
 * that is needed; where a name is also a word, a program too many is delivered, never one too few.
 */
export function needed(files: Files, kind: MachineKind, units: readonly Unit[]): Files {
  const kept = new Set(Object.keys(files).filter((path) => !isProgram(path)));
  const waiting = [
    ...units.flatMap(({ text, environment, secrets }) => [text, JSON.stringify({ environment, secrets })]),
    ...hostFiles(kind).map(({ content }) => content),
    // A plugin loads programs of ours too.
    ...[...kept].flatMap((path) => files[path] ?? []),
  ];
  for (let text = waiting.pop(); text !== undefined; text = waiting.pop()) {
    const words = new Set(text.match(WORD));
    for (const [path, content] of Object.entries(files))
      if (!kept.has(path) && words.has(nameOf(path))) {
        kept.add(path);
        waiting.push(content);
      }
  }
  return Object.fromEntries(Object.entries(files).filter(([path]) => kept.has(path)));
}

const WORD = /[A-Za-z0-9_]+/g;

/** `worker_state` of /opt/airflow-cdktf/worker_state.py. */
const nameOf = (path: string): string => path.replace(/^.*\//, "").replace(/\.[^.]+$/, "");

/** What makes a folder a package belongs to whatever is in it. */
const isProgram = (path: string): boolean =>
  path.startsWith(`${PROGRAMS}/`) && /\.(py|sh)$/.test(path) && nameOf(path) !== "__init__";
