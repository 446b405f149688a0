import { availableParallelism } from "node:os";
import fc from "fast-check";
import { tool } from "../../commands/command";
import type { Words } from "../../commands/words";
import { check } from "./check";
import { Crew } from "./crew";
import { Judge } from "./judge";
import { Scene } from "./scene";
import { Tally } from "./tally";
import { Validation } from "./validation";

const WORDS = {
  name: "fuzz",
  about: "Changes deployment files at random, reads each as a synth does, and counts what is neither refused nor good.",
  arguments: [],
  flags: {
    files: { type: "string", value: "NUMBER", text: "of changed files", usual: "10000" },
    seed: { type: "string", value: "NUMBER", text: "of the whole run", usual: "1" },
    file: { type: "string", value: "SEED", text: "one file only, to see it again" },
    validate: {
      type: "string",
      value: "NUMBER",
      text: "of good files that the real providers judge too",
      usual: "150",
    },
    processes: { type: "string", value: "NUMBER", text: "side by side", usual: "one for each core" },
  },
  fails: "when a file was neither refused with its line nor good",
  examples: ["npm run fuzz -- --files 500", "npm run fuzz -- --file 1234567"],
  page: "README.md",
} as const satisfies Words;

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
    if ("fault" in result) print(`${result.fault}; again: npm run fuzz -- --file ${result.seed}`);
    if ("json" in result && result.verdict === "accepted") validation.add(result.seed, result.target, result.json);
    if (++done % 500 === 0) print(`${done} files in ${seconds()} s, ${tally.failures.length} failed`);
  });
  print(
    ...tally.told(),
    "",
    ...tally.lines(),
    `${seconds()} s, ${(count / Math.max(seconds(), 1)).toFixed(1)} files a second`,
  );
  const failed = tally.failures.length + (await validation.run(print));
  print(`${count - failed} passed, ${failed} failed`);
  return failed === 0;
}

function number(flag: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || (value < 0 && flag !== "file" && flag !== "seed"))
    throw new Error(`--${flag}: expected a whole number`);
  return value;
}

tool(WORDS, async ({ values }) => {
  const { seed = "1", file, files = "10000", validate = "150", processes = String(availableParallelism()) } = values;
  const good =
    file === undefined
      ? await many(
          number("seed", seed),
          number("files", files),
          number("validate", validate),
          number("processes", processes),
        )
      : await one(number("file", file));
  return good ? 0 : 1;
});
