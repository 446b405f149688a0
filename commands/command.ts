import { terminal } from "./print";

/** Runs a command to its exit code; what it throws is one line for people, and exit code 1. */
export function command(work: () => Promise<number>): void {
  // What Terraform writes holds secrets: state, plan, backups are for their owner only.
  process.umask(0o077);
  Promise.resolve()
    .then(work)
    .then(
      (code) => {
        process.exitCode = code;
      },
      (error: unknown) => {
        terminal.problem(error instanceof Error ? error.message : String(error));
        process.exitCode = 1;
      },
    );
}
