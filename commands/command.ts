import { codeOf } from "../lib/deployment/disk/fault";
import { Told } from "../lib/deployment/words/told";
import { help } from "./help";
import { lastWords } from "./last-words";
import { terminal } from "./print";
import { among, ENDS, Programs } from "./programs";
import { asksForHelp, type Flags, read, swallowed, type Words } from "./words";

type Line<F extends Flags> = ReturnType<typeof read<F>>;

/**
 * Runs a command to its exit code. What it throws is one line for people, and exit code 1; Ctrl-C is one line too.
 * @param work gets the command line as the words read it
 */
export function command<const F extends Flags>(
  words: Words<F>,
  work: (line: Line<F>) => Promise<number> | number,
): void {
  // What Terraform writes holds secrets: state, plan, backups are for their owner only.
  process.umask(0o077);
  const programs = new Programs();
  for (const [signal, code] of Object.entries(ENDS))
    process.on(signal, () => programs.interrupt(code, terminal.problem));
  tool(words, (line) => among(programs, () => work(line)));
}

/** The same for a program that reads and tests, and looks after its own end. */
export function tool<const F extends Flags>(words: Words<F>, work: (line: Line<F>) => Promise<number> | number): void {
  const failed = (error: unknown) => {
    terminal.problem(lastWords(error));
    process.exitCode = 1;
  };
  // Who reads the first lines only has read enough: what was begun goes on to its end all the same.
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error) => {
      if (codeOf(error) === "EPIPE") return;
      if (stream === process.stdout) failed(new Told(`standard output cannot be written: ${codeOf(error)}`));
      else process.exitCode = 1;
    });
  process.on("uncaughtException", (error) => {
    terminal.problem(lastWords(error));
    process.exit(1);
  });
  const args = process.argv.slice(2);
  if (asksForHelp(args)) {
    terminal.plain(help(words));
    return;
  }
  Promise.resolve()
    .then(() => {
      const wrong = swallowed(words, process.env);
      if (wrong !== undefined) throw new Error(wrong);
      return work(read(words, args));
    })
    .then((code) => {
      // What was said of the output already counts; a terminal that closes has set 0 by now.
      process.exitCode ||= code;
    }, failed);
}
