import { availableParallelism, loadavg } from "node:os";
import { tool } from "../../commands/command";
import type { Words } from "../../commands/words";
import { suggestion } from "../../lib/deployment/words/nearest";
import { appPart } from "./app-part";
import { cliPart } from "./cli-part";
import { growthPart } from "./growth-part";
import { Stopwatch } from "./measure";
import { Workspace } from "./workspace";

const PARTS = { app: appPart, growth: growthPart, cli: cliPart };

const WORDS = {
  name: "bench",
  about: "Measures what a synth costs, beside what the same Terraform costs without this program.",
  arguments: [{ name: "PART", text: `some of ${Object.keys(PARTS).join(", ")}; without it: all`, many: true }],
  flags: { runs: { type: "string", value: "NUMBER", text: "of each, in turn", usual: "7" } },
  fails: "when it could not be measured",
  examples: ["npm run bench", "npm run bench -- app --runs 3"],
  page: "docs/benchmark.md",
} as const satisfies Words;

const print = (lines: readonly string[]) => process.stdout.write(`${lines.join("\n")}\n\n`);

/** Seconds mean little while others use the cores; CPU seconds still do. */
function busy(): string[] {
  const [load = 0] = loadavg();
  if (load <= availableParallelism() / 2) return [];
  return [`this machine is busy (load ${load.toFixed(1)}): trust the CPU ratio, and run again when it is quiet`];
}

function main(asked: readonly string[], runs: number): number {
  const unknown = asked.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown !== undefined)
    throw new Error(`there is no part ${JSON.stringify(unknown)}; ${suggestion(unknown, Object.keys(PARTS))}`);
  if (!Number.isInteger(runs) || runs < 1) throw new Error("--runs: expected a whole number of 1 or more");
  const workspace = new Workspace();
  try {
    const stopwatch = new Stopwatch(workspace.folder("meter"));
    print([`Node ${process.version}, ${availableParallelism()} cores; medians of ${runs} runs in turn`, ...busy()]);
    for (const [name, part] of Object.entries(PARTS))
      if (asked.length === 0 || asked.includes(name)) print(part(workspace, stopwatch, runs));
    return 0;
  } catch (error) {
    throw new Error(`the benchmark could not run: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    workspace.remove();
  }
}

tool(WORDS, ({ values: { runs = "7" }, positionals }) => main(positionals, Number(runs)));
