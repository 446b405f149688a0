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
    seconds: { type: "string", value: "NUMBER", text: "after which no other file is begun", usual: "3600" },
    processes: { type: "string", value: "NUMBER", text: "side by side", usual: "one for each core" },
  },
  fails: "when a file was neither refused with its line nor good",
  examples: ["npm run fuzz -- --files 500", "npm run fuzz -- --file=1234567"],
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

interface Run {
  readonly seed: number;
  readonly files: number;
  readonly seconds: number;
  /** Files of each target for the real providers. */
  readonly validate: number;
  readonly processes: number;
}

async function many({ seed, files, seconds, validate, processes }: Run): Promise<boolean> {
  const start = Date.now();
  const passed = () => Math.round((Date.now() - start) / 1000);
  const tally = new Tally();
  const validation = new Validation(validate);
  print(`seed ${seed}: ${files} files, ${processes} processes`);
  let done = 0;
  const mayGoOn = () => passed() < seconds;
  await new Crew(processes, () => validation.wants, mayGoOn).judge(seeds(seed, files), (result) => {
    tally.add(result);
    if ("fault" in result) print(`${result.fault}; again: npm run fuzz -- --file=${result.seed}`);
    if ("json" in result && result.verdict === "accepted") validation.add(result.seed, result.target, result.json);
    if (++done % 500 === 0)
      print(
        `${done} files in ${passed()} s: ${tally.count("refused")} refused, ${tally.count("accepted")} good, ${tally.failures.length} failed`,
      );
  });
  print(
    ...tally.told(),
    "",
    ...tally.lines(),
    `${done} files in ${passed()} s, ${(done / Math.max(passed(), 1)).toFixed(1)} a second`,
  );
  const failed = tally.failures.length + (await validation.run(print));
  print(`${done - failed} passed, ${failed} failed`);
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
  if (file !== undefined) return (await one(number("file", file))) ? 0 : 1;
  const good = await many({
    seed: number("seed", seed),
    files: number("files", files),
    seconds: number("seconds", values.seconds ?? "3600"),
    validate: number("validate", validate),
    processes: number("processes", processes),
  });
  return good ? 0 : 1;
});
