import { printable } from "../lib/deployment/file/characters";

/** Lines for the person at the terminal. */
export interface Print {
  step(text: string): void;
  done(text: string, seconds: number): void;
  warn(text: string): void;
  problem(text: string): void;
  plain(text: string): void;
}

/** The one way to the terminal: what names, files and other programs say cannot move its cursor or hide a part. */
const write = (stream: NodeJS.WriteStream, text: string): void => void stream.write(`${printable(text, true)}\n`);

export const terminal: Print = {
  step: (text) => write(process.stdout, `  ${text}`),
  done: (text, seconds) => write(process.stdout, `  ${text} (${seconds} s)`),
  warn: (text) => write(process.stderr, `notice: ${text}`),
  problem: (text) => write(process.stderr, text),
  plain: (text) => write(process.stdout, text),
};
