/** Lines for the person at the terminal. */
export interface Print {
  step(text: string): void;
  done(text: string, seconds: number): void;
  warn(text: string): void;
  problem(text: string): void;
  plain(text: string): void;
}

export const terminal: Print = {
  step: (text) => process.stdout.write(`  ${text}\n`),
  done: (text, seconds) => process.stdout.write(`  ${text} (${seconds} s)\n`),
  warn: (text) => process.stderr.write(`notice: ${text}\n`),
  problem: (text) => process.stderr.write(`${text}\n`),
  plain: (text) => process.stdout.write(`${text}\n`),
};
