import { performance } from "node:perf_hooks";

/** `short` is what .ci/run does; `long` has drills of minutes too, whose figures docs/drills.md keeps. */
export type Length = "short" | "long";

/** One line of the report. */
export interface Outcome {
  readonly name: string;
  readonly seconds: number;
  readonly result: "passed" | "failed" | "skipped";
  /** What was seen, what went wrong, or why it did not run. */
  readonly seen: string;
}

/** A number of a drill, and what only the long run's shows. */
export interface Measure {
  readonly what: string;
  readonly short: number;
  readonly long: number;
  /** Why the short one is not the whole of it. */
  readonly why: string;
}

export interface Steps {
  readonly outcomes: readonly Outcome[];
  /** What this run leaves to the long one, each with its reason. */
  readonly left: ReadonlySet<string>;
  /** Runs what returns the text of what was seen, or throws. False when it failed: the run goes on all the same. */
  step(name: string, run: () => Promise<string>): Promise<boolean>;
  skip(name: string, why: string): void;
  /** The number for this run. A short one tells at its end what it left. */
  measure(of: Measure): number;
  /** A step of the long run alone. */
  long(name: string, why: string, run: () => Promise<string>): Promise<void>;
  /** The same steps with other evidence. */
  with(evidence: Evidence): Steps;
  /** After Ctrl-C: no step begins or ends any more. */
  stop(): void;
}

/** What is printed when a step fails: the last lines of containers. */
export type Evidence = () => Promise<string>;

/** @param print takes the lines of the report as they come */
export function steps(print: (line: string) => void, length: Length = "short"): Steps {
  return withEvidence(print, async () => "", { outcomes: [], left: new Set(), length, stopped: false });
}

interface Report {
  readonly outcomes: Outcome[];
  readonly left: Set<string>;
  readonly length: Length;
  stopped: boolean;
}

function withEvidence(print: (line: string) => void, evidence: Evidence, report: Report): Steps {
  const add = (outcome: Outcome) => {
    report.outcomes.push(outcome);
    print(line(outcome));
  };
  const made: Steps = {
    outcomes: report.outcomes,
    left: report.left,
    async step(name, run) {
      await unlessStopped(report);
      const start = performance.now();
      const seconds = () => Math.round((performance.now() - start) / 100) / 10;
      try {
        const seen = await run();
        await unlessStopped(report);
        add({ name, result: "passed", seen, seconds: seconds() });
        return true;
      } catch (error) {
        await unlessStopped(report);
        const seen = error instanceof Error ? error.message : String(error);
        add({ name, result: "failed", seen, seconds: seconds() });
        const lines = await evidence().catch(String);
        if (lines !== "") print(lines.replace(/^/gm, "      | "));
        return false;
      }
    },
    skip: (name, why) => add({ name, result: "skipped", seen: why, seconds: 0 }),
    measure({ what, short, long, why }) {
      if (report.length === "long") return long;
      report.left.add(`${what}, ${long} in place of ${short}: ${why}`);
      return short;
    },
    async long(name, why, run) {
      if (report.length === "long") await made.step(name, run);
      else report.left.add(`${name}: ${why}`);
    },
    with: (other) => withEvidence(print, other, report),
    stop() {
      report.stopped = true;
    },
  };
  return made;
}

/** A run that is being stopped stays where it is until its process ends. */
const unlessStopped = ({ stopped }: Report): Promise<void> =>
  stopped ? new Promise<never>(() => undefined) : Promise.resolve();

const MARK = { passed: "ok  ", failed: "FAIL", skipped: "skip" } as const;

const line = ({ name, result, seen, seconds }: Outcome): string =>
  `${MARK[result]} ${name} (${seconds} s)\n       ${seen.trim().replaceAll("\n", "\n       ")}`;

/** The table at the end; its last line is `N passed, N failed`. */
export function summary({ outcomes, left }: Pick<Steps, "outcomes" | "left">): string {
  const count = (result: Outcome["result"]) => outcomes.filter((outcome) => outcome.result === result).length;
  return [
    "",
    ...outcomes.map(({ name, result, seconds }) => `${MARK[result]} ${seconds.toFixed(1).padStart(7)} s  ${name}`),
    ...[...left].map((text) => `left to long: ${text}`),
    `${count("skipped")} skipped`,
    `${count("passed")} passed, ${count("failed")} failed`,
  ].join("\n");
}
