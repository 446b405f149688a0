import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { appPart } from "./app-part";
import { cliPart } from "./cli-part";
import { growthPart } from "./growth-part";
import { Stopwatch } from "./measure";
import { Workspace } from "./workspace";

const PARTS = { app: appPart, growth: growthPart, cli: cliPart };

const { values, positionals } = parseArgs({
  options: { runs: { type: "string", default: "7" } },
  allowPositionals: true,
});
const print = (lines: readonly string[]) => process.stdout.write(`${lines.join("\n")}\n\n`);

/** Seconds mean little while others use the cores; CPU seconds still do. */
function busy(): string[] {
  const [load = 0] = loadavg();
  if (load <= availableParallelism() / 2) return [];
  return [`this machine is busy (load ${load.toFixed(1)}): trust the CPU ratio, and run again when it is quiet`];
}

const workspace = new Workspace();
try {
  const stopwatch = new Stopwatch(workspace.folder("meter"));
  const runs = Number(values.runs);
  print([`Node ${process.version}, ${availableParallelism()} cores; medians of ${runs} runs in turn`, ...busy()]);
  for (const [name, part] of Object.entries(PARTS))
    if (positionals.length === 0 || positionals.includes(name)) print(part(workspace, stopwatch, runs));
} catch (error) {
  print([`the benchmark could not run: ${error instanceof Error ? error.message : String(error)}`]);
  process.exitCode = 1;
} finally {
  workspace.remove();
}
