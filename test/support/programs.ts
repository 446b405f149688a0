import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Stand-ins for programs: for the duration of a test file they are all that PATH holds. */
export class Programs {
  private readonly folder: string;
  private readonly log: string;
  private readonly path = process.env["PATH"];

  /** @param root a temporary folder */
  constructor(root: string) {
    this.folder = join(root, "bin");
    this.log = join(root, "calls");
    mkdirSync(this.folder, { recursive: true });
    process.env["PATH"] = this.folder;
  }

  /**
   * A program that answers by its arguments. `answers`: patterns over all arguments, where `*` stands for any text, and
   * what to do then, as a line of shell. Calls that no pattern fits say nothing and succeed.
   */
  is(name: string, answers: Readonly<Record<string, string>>): void {
    const cases = Object.entries(answers).map(([pattern, shell]) => `${glob(pattern)}) ${shell} ;;`);
    const text = ["#!/bin/sh", `echo "${name} $*" >> "${this.log}"`, 'case "$*" in', ...cases, "esac", ""].join("\n");
    writeFileSync(join(this.folder, name), text);
    chmodSync(join(this.folder, name), 0o755);
  }

  /** The program is not installed. */
  isMissing(name: string): void {
    rmSync(join(this.folder, name), { force: true });
  }

  /** What was called since the last time, one line each. */
  calls(): string[] {
    const text = existsSync(this.log) ? readFileSync(this.log, "utf8") : "";
    rmSync(this.log, { force: true });
    return text.split("\n").filter((line) => line !== "");
  }

  /** Puts the PATH back. */
  end(): void {
    process.env["PATH"] = this.path;
  }
}

/** A word of the shell that is this text and nothing else. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** A line of shell that prints a text. */
export const says = (text: string): string => `printf '%s\\n' ${quoted(text)}`;

/** The same to standard error, and fails. */
export const fails = (text: string, code = 1): string => `${says(text)} >&2; exit ${code}`;

const glob = (pattern: string): string =>
  pattern
    .split("*")
    .map((text) => (text === "" ? "" : quoted(text)))
    .join("*");
