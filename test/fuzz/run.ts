import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { check } from "./check";
import { Crew } from "./crew";
import { Judge } from "./judge";
import { Scene } from "./scene";
import { Tally } from "./tally";
import { Validation } from "./validation";

const { values } = parseArgs({
  options: {
    files: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    /** Seed of one file, to see it again. */
    file: { type: "string" },
    /** Share of the accepted files that the real providers judge, too. */
    validate: { type: "string", default: "150" },
    processes: { type: "string", default: String(availableParallelism()) },
  },
});
const print = (...lines: readonly string[]) => process.stdout.write(`${lines.join("\n")}\n`);

const seeds = (seed: number, count: number): number[] => fc.sample(fc.noBias(fc.integer()), { seed, numRuns: count });

async function one(seed: number): Promise<boolean> {
  const scene = new Scene();
  try {
    const result = await check(seed, new Judge(scene));
    print(
      "fault" in result
        ? `${result.content}\n... ${result.fault}: ${result.says}`
        : `${result.target}: ${result.verdict}`,
    );
    return !("fault" in result);
  } finally {
    scene.remove();
  }
}

async function many(seed: number, count: number, sample: number, processes: number): Promise<boolean> {
  const start = Date.now();
  const seconds = () => Math.round((Date.now() - start) / 1000);
  const tally = new Tally();
  const validation = new Validation(sample);
  print(`seed ${seed}: ${count} files, ${processes} processes`);
  let done = 0;
  await new Crew(processes, () => validation.wants).judge(seeds(seed, count), (result) => {
    tally.add(result);
    if ("json" in result && result.verdict === "accepted") validation.add(result.seed, result.target, result.json);
    if (++done % 500 === 0) print(`${done} files in ${seconds()} s, ${tally.failures.length} failed`);
  });
  print(
    ...tally.told(),
    "",
    ...tally.lines(),
    `${seconds()} s, ${(count / Math.max(seconds(), 1)).toFixed(1)} files a second`,
  );
  const invalid = await validation.run(print);
  return tally.failures.length === 0 && invalid === 0;
}

const { seed, file, files, validate, processes } = values;
const good =
  file === undefined ? many(Number(seed), Number(files), Number(validate), Number(processes)) : one(Number(file));
good.then(
  (good) => process.exit(good ? 0 : 1),
  (error: unknown) => {
    print(`the run failed: ${error instanceof Error ? error.stack : String(error)}`);
    process.exit(1);
  },
);
