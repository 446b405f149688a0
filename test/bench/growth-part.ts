import { join } from "node:path";
import type { Figures, Program, Stopwatch } from "./measure";
import { aligned } from "./table";
import { PROJECT, type Workspace } from "./workspace";

const POOLS = [1, 10, 30, 100];
const FILES = [1, 10, 30];
/** An item of the upper half may cost this much more than one of the lower half. */
const LINEAR = 1.5;

/** More pools in one file, and more files: what one more costs, and whether it stays the same. */
export function growthPart(workspace: Workspace, stopwatch: Stopwatch, runs: number): string[] {
  const few = Math.min(runs, 5);
  return [
    ...growth("pools in one file", POOLS, (count) => ({ pools: file(8080, count) })),
    "",
    ...growth("files of one pool", FILES, (count) =>
      Object.fromEntries(range(count).map((index) => [`stack${index}`, file(8000 + index, 1)])),
    ),
  ];

  function growth(
    what: string,
    counts: readonly number[],
    configs: (count: number) => Record<string, string>,
  ): string[] {
    const programs = counts.map((count): Program => {
      const folder = workspace.project(`${count} ${what}`.replaceAll(" ", "-"), configs(count));
      const app = join(PROJECT, "test/bench/app.ts");
      return { name: `${count} ${what}`, folder, args: ["--import=tsx", app, folder, "with-review"] };
    });
    const measured = stopwatch.compare(programs, few);
    const steps = counts.flatMap((count, index): Step[] => {
      const figures = measured[index];
      return figures === undefined ? [] : [{ count, figures }];
    });
    const rows = steps.map((step, index) => {
      const before = steps[index - 1];
      const one = (kind: "seconds" | "cpuSeconds") => (before === undefined ? "" : each(before, step, kind).toFixed(1));
      const { seconds, cpuSeconds, maxRssMiB } = step.figures;
      const sizes = [seconds.toFixed(2), cpuSeconds.toFixed(2), `${maxRssMiB.toFixed(0)} MiB`];
      return [`${step.count}`, ...sizes, one("seconds"), one("cpuSeconds")];
    });
    const head = [what, "seconds", "CPU s", "max RSS", "ms for one more", "CPU ms for one more"];
    return [...aligned([head, ...rows]), linear(steps)];
  }
}

interface Step {
  readonly count: number;
  readonly figures: Figures;
}

/** Milliseconds that one more item costs between two steps. */
const each = (few: Step, many: Step, what: "seconds" | "cpuSeconds"): number =>
  ((many.figures[what] - few.figures[what]) * 1000) / (many.count - few.count);

/** Compares what an item costs in the last step with what it cost in all before it, by CPU time: the steadier one. */
function linear(steps: readonly Step[]): string {
  const [first, middle, last] = [steps[0], steps[steps.length - 2], steps[steps.length - 1]];
  if (first === undefined || middle === undefined || last === undefined) return "";
  const [lower, upper] = [each(first, middle, "cpuSeconds"), each(middle, last, "cpuSeconds")];
  const words = upper <= LINEAR * lower ? "met: growth is linear" : "not met: growth is more than linear";
  const figures = `${lower.toFixed(1)} ms of CPU up to ${middle.count} and ${upper.toFixed(1)} ms from there`;
  return `${words}; one more costs ${figures} (ratio ${(upper / lower).toFixed(2)}, at most ${LINEAR.toFixed(2)})`;
}

const range = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

const file = (port: number, pools: number): string =>
  [
    "target: docker",
    'airflow: { version: "3.3.2" }',
    `webserver: { port: ${port} }`,
    "metadataDatabase: { maxConnections: 10000 }",
    "workers:",
    "  default: { queues: [default] }",
    ...range(pools - 1).map((index) => `  pool${index}: { queues: [queue${index}], concurrency: 2 }`),
    "",
  ].join("\n");
