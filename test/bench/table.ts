import type { Figures } from "./measure";

/** A line of the table: a program beside the one that it is compared with. */
export interface Row {
  readonly name: string;
  readonly figures: Figures;
  readonly against?: Figures;
  /** The largest good ratio of the two. */
  readonly goal?: number;
}

const HEAD = ["", "seconds", "from .. to", "CPU s", "max RSS", "ratio", "CPU ratio", "goal"];

/** A goal is met when both ratios keep it: seconds see waiting, CPU seconds see work that other cores hid. */
export function table(rows: readonly Row[]): string[] {
  const cells = rows.map(({ name, figures, against, goal }) => [
    name,
    figures.seconds.toFixed(2),
    `${figures.fastest.toFixed(2)} .. ${figures.slowest.toFixed(2)}`,
    figures.cpuSeconds.toFixed(2),
    `${figures.maxRssMiB.toFixed(0)} MiB`,
    against === undefined ? "" : (figures.seconds / against.seconds).toFixed(2),
    against === undefined ? "" : (figures.cpuSeconds / against.cpuSeconds).toFixed(2),
    against === undefined || goal === undefined ? "" : verdict(figures, against, goal),
  ]);
  return aligned([HEAD, ...cells]);
}

function verdict(figures: Figures, against: Figures, goal: number): string {
  const worst = Math.max(figures.seconds / against.seconds, figures.cpuSeconds / against.cpuSeconds);
  return `${worst <= goal ? "met" : "not met"} (at most ${goal.toFixed(2)})`;
}

/** The first column to the left, numbers to the right. */
export function aligned(lines: readonly (readonly string[])[]): string[] {
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  return lines.map((line) =>
    line
      .map((cell, column) =>
        column === 0 || column === line.length - 1
          ? cell.padEnd(widths[column] ?? 0)
          : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
}
