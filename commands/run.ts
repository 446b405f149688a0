import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { ours } from "./programs";

export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** Called with each line of standard output as it comes. */
  readonly onLine?: (line: string) => void;
}

/**
 * Runs a program to its end. A program that does not exist is exit code 127, as a shell would say. After Ctrl-C there is
 * no end for who waits: the command leaves when its programs have.
 */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Result> {
  return new Promise((resolve) => {
    const programs = ours();
    if (programs?.interrupted) return;
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.environment },
      stdio: ["ignore", "pipe", "pipe"],
      detached: programs !== undefined,
    });
    programs?.add(child);
    const output = { stdout: "", stderr: "" };
    const { onLine } = options;
    if (onLine !== undefined) createInterface({ input: child.stdout }).on("line", onLine);
    // Decoded by the stream, so that no character is split between two pieces.
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output.stderr += text;
    });
    child.on("error", (error) => resolve({ code: 127, stdout: "", stderr: error.message }));
    child.on("close", (code) => {
      if (!programs?.interrupted) resolve({ code: code ?? 1, ...output });
    });
  });
}
