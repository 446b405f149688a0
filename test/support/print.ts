import type { Print } from "../../commands/print";

export interface Recording extends Print {
  /** Each line with the kind it was printed as. */
  readonly lines: string[];
}

/** Keeps what a command tells a person. */
export function recording(): Recording {
  const lines: string[] = [];
  return {
    lines,
    step: (text) => lines.push(`step: ${text}`),
    done: (text, seconds) => lines.push(`done: ${text} (${seconds} s)`),
    warn: (text) => lines.push(`warn: ${text}`),
    problem: (text) => lines.push(`problem: ${text}`),
    plain: (text) => lines.push(`plain: ${text}`),
  };
}
