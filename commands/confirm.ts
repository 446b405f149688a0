import { createInterface } from "node:readline";

/** Asks a person yes or no. Without a terminal nobody can answer: that counts as no. Ctrl-C ends the command. */
export function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return Promise.resolve(false);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  return new Promise((resolve) => {
    let interrupted = false;
    // A terminal that is read line by line gives Ctrl-C to its reader, not to the process.
    terminal.on("SIGINT", () => {
      interrupted = true;
      terminal.close();
      process.stdout.write("\n");
      process.emit("SIGINT");
    });
    // Ctrl-D, or the terminal is gone.
    terminal.on("close", () => {
      if (!interrupted) resolve(false);
    });
    terminal.question(`${question} [y/N] `, (answer) => {
      resolve(/^y(es)?$/i.test(answer.trim()));
      terminal.close();
    });
  });
}
