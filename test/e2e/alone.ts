import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onInterrupt } from "./interrupt";
import { holder, type RunName, release, take } from "./lock";
import type { Steps } from "./step";
import { until } from "./wait";

/** Seconds that another run may need for its figures, images among them. */
const QUIET_SECONDS = 1800;

export type RunResult = { readonly missing: readonly string[] } | { readonly done: true };

interface Work {
  /** Removes what runs of this name have left, this one or one that was killed. */
  clean(): Promise<void>;
  /** @param base a folder of the run's own, which containers read */
  run(base: string): Promise<void>;
}

/**
 * The frame of every run: one of a name at a time, not while figures are taken, and what it made is removed, also after
 * Ctrl-C.
 */
export async function alone(
  name: RunName,
  print: (line: string) => void,
  steps: Steps,
  { clean, run }: Work,
): Promise<RunResult> {
  const other = take(name);
  if (other !== undefined)
    return { missing: [`another npm run e2e ${name} is under way on this machine (process ${other})`] };
  const end = async () => {
    await clean();
    removeFolders(name);
    release("quiet");
    release(name);
  };
  onInterrupt(print, steps, end);
  try {
    await quiet(print);
    await clean();
    removeFolders(name);
    const base = mkdtempSync(join(tmpdir(), folderPrefix(name)));
    chmodSync(base, 0o755);
    await run(base);
    return { done: true };
  } finally {
    await end();
  }
}

async function quiet(print: (line: string) => void): Promise<void> {
  const owner = holder("quiet");
  if (owner === undefined) return;
  print(`waiting until the run of process ${owner} has taken its figures`);
  await until("the figures of another run", QUIET_SECONDS, async () => holder("quiet") === undefined);
}

/** Of its folders among the temporary files. */
export const folderPrefix = (name: RunName): string => `airflow-e2e-${name}-`;

/** Also those of a run that was killed. */
function removeFolders(name: RunName): void {
  for (const folder of readdirSync(tmpdir()))
    if (folder.startsWith(folderPrefix(name))) rmSync(join(tmpdir(), folder), { recursive: true, force: true });
}
