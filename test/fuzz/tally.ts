import { TARGETS } from "./base";
import type { Failure, Result } from "./check";

/** Of each kind of failure as many are printed whole. */
const SHOWN = 3;

/** Counts what files came to. */
export class Tally {
  private readonly counts = new Map<string, number>();
  readonly failures: Failure[] = [];

  add(result: Result): void {
    if ("fault" in result) this.failures.push(result);
    const what = "fault" in result ? "failed" : result.verdict;
    const key = `${result.target} ${what}`;
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }

  count(what: string): number {
    return [...this.counts].filter(([key]) => key.endsWith(` ${what}`)).reduce((sum, [, count]) => sum + count, 0);
  }

  lines(): string[] {
    const row = (name: string, count: (what: string) => number) =>
      `${name.padEnd(8)} ${count("refused")} refused with line, ${count("accepted")} accepted and valid, ${count("failed")} anything else`;
    return [
      ...TARGETS.map((target) => row(target, (what) => this.counts.get(`${target} ${what}`) ?? 0)),
      row("all", (what) => this.count(what)),
    ];
  }

  /** Every kind of failure with its smallest files and how to see one again. */
  told(): string[] {
    const names = [...new Set(this.failures.map(kind))];
    return names.flatMap((name) => {
      const failures = this.failures.filter((failure) => kind(failure) === name);
      const small = failures.toSorted((a, b) => a.content.length - b.content.length).slice(0, SHOWN);
      return [`\n=== ${failures.length} x ${name}`, ...small.flatMap(whole)];
    });
  }
}

const whole = ({ seed, target, says, content }: Failure): string[] => [
  `--- ${target}; again: npm run fuzz -- --file=${seed}`,
  content.trimEnd(),
  `... ${says.split("\n").slice(0, 12).join("\n    ")}`,
];

/** Failures of one cause: stack traces by what was thrown and where, all else by its words. */
function kind({ fault, says }: Failure): string {
  if (fault !== "stack trace") return fault;
  const [first = "", ...frames] = says.split("\n");
  const place = frames.find(
    (frame) => /\/(lib|stacks)\/(?!.*node_modules)/.test(frame) && !frame.includes("node_modules"),
  );
  return `${fault}: ${first.replace(/"[^"]*"|'[^']*'|[\d]+|\/\S+/g, "_").slice(0, 100)} ${place?.replace(/^.*\/((lib|stacks)\/[^:]+:\d+).*$/, "$1") ?? ""}`;
}
