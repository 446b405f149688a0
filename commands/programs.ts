import { AsyncLocalStorage } from "node:async_hooks";
import type { ChildProcess } from "node:child_process";

/** Signals that end a command, and what a shell says of a program that each has ended. */
export const ENDS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** A second signal within so many milliseconds is the same one: npm hands on what the terminal has sent already. */
const SAME = 1000;

/** The programs that one command has started and that go on now. */
export class Programs {
  private readonly going = new Set<ChildProcess>();
  private end: { readonly code: number; readonly since: number } | undefined;

  get interrupted(): boolean {
    return this.end !== undefined;
  }

  /** @param program in a process group of its own, so that a terminal's Ctrl-C reaches it through here, once */
  add(program: ChildProcess): void {
    this.going.add(program);
    const gone = () => {
      this.going.delete(program);
      if (this.end !== undefined && this.going.size === 0) process.exit(this.end.code);
    };
    program.once("error", gone).once("close", gone);
  }

  /**
   * Asks each program to end and leaves when all have: Terraform finishes what it has begun and writes its state.
   * A second time it leaves at once.
   */
  interrupt(code: number, say: (line: string) => void): void {
    if (this.end !== undefined) {
      if (Date.now() - this.end.since > SAME) process.exit(code);
      return;
    }
    this.end = { code, since: Date.now() };
    const waits = this.going.size > 0 ? ": what has begun is ended first; once more leaves at once" : "";
    say(`Interrupted${waits}. Run the same command again to go on.`);
    for (const program of this.going) program.kill("SIGINT");
    if (this.going.size === 0) process.exit(code);
  }
}

const context = new AsyncLocalStorage<Programs>();

/** Runs a command; whatever it starts is known to `programs`. */
export const among = <Value>(programs: Programs, work: () => Value): Value => context.run(programs, work);

/** Of the command that runs; undefined where functions of one are called by others, such as tests. */
export const ours = (): Programs | undefined => context.getStore();
