import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A program that is run again and again. */
export interface Program {
  readonly name: string;
  readonly folder: string;
  /** Arguments of `node`. */
  readonly args: readonly string[];
}

/** Medians of all runs of a program. */
export interface Figures {
  readonly seconds: number;
  readonly fastest: number;
  readonly slowest: number;
  /** Of the program and all the Node processes that it started. */
  readonly cpuSeconds: number;
  /** Of its largest process. */
  readonly maxRssMiB: number;
}

interface Run {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly maxRssMiB: number;
}

/** Every Node process tells at its end what it used: no program of the system is needed for it. */
const METER = [
  'if (require("node:worker_threads").isMainThread)',
  '  process.on("exit", () => {',
  "    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();",
  '    const line = [userCPUTime + systemCPUTime, maxRSS].join(" ");',
  '    require("node:fs").appendFileSync(process.env.BENCH_METER, line + "\\n");',
  "  });",
  "",
].join("\n");

export class Stopwatch {
  private readonly meter: string;
  private readonly record: string;

  /** @param folder a temporary folder */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.meter = join(folder, "meter.cjs");
    this.record = join(folder, "meter.txt");
    writeFileSync(this.meter, METER);
  }

  /**
   * Runs programs in turn (A B A B), so that a change of the machine's load meets all of them. One run of each goes
   * before and is not counted: it fills tsx's cache.
   */
  compare(programs: readonly Program[], runs: number): readonly Figures[] {
    for (const program of programs) this.once(program);
    const rounds = Array.from({ length: runs }, () => programs.map((program) => this.once(program)));
    return programs.map((_, index) => figures(rounds.flatMap((round) => round[index] ?? [])));
  }

  private once({ name, folder, args }: Program): Run {
    rmSync(this.record, { force: true });
    const env = {
      ...process.env,
      NODE_OPTIONS: `--require=${this.meter}`,
      // npm run hands its own on, and npx would put it before ours.
      npm_config_node_options: undefined,
      BENCH_METER: this.record,
      CI: "1",
      CHECKPOINT_DISABLE: "1",
      DISABLE_VERSION_CHECK: "1",
    };
    const began = performance.now();
    const { status, stderr, stdout } = spawnSync(process.execPath, args, { cwd: folder, env, encoding: "utf8" });
    const seconds = (performance.now() - began) / 1000;
    if (status !== 0) throw new Error(`${name} ended with ${status}:\n${stderr}${stdout}`);
    const processes = readFileSync(this.record, "utf8").trim().split("\n");
    const used = processes.map((line) => line.split(" ").map(Number));
    return {
      seconds,
      cpuSeconds: used.reduce((sum, [micros = 0]) => sum + micros / 1e6, 0),
      maxRssMiB: Math.max(...used.map(([, kib = 0]) => kib / 1024)),
    };
  }
}

function figures(runs: readonly Run[]): Figures {
  const seconds = runs.map((run) => run.seconds);
  return {
    seconds: median(seconds),
    fastest: Math.min(...seconds),
    slowest: Math.max(...seconds),
    cpuSeconds: median(runs.map((run) => run.cpuSeconds)),
    maxRssMiB: median(runs.map((run) => run.maxRssMiB)),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low = 0, high = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return (low + high) / 2;
}
