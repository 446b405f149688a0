import { confirm, input, select } from "@inquirer/prompts";
import { printable } from "../../lib/deployment/file/characters";

export interface Choice<T extends string> {
  readonly value: T;
  readonly name: string;
}

/** How a person is asked. Each question shows what Enter takes. */
export interface Asker {
  /** `wrong` says why an answer is none; then the person mends it. Without `usual` an answer must be typed. */
  text(message: string, usual: string | undefined, wrong: (answer: string) => string | undefined): Promise<string>;
  choose<T extends string>(message: string, choices: readonly Choice<T>[], usual: T): Promise<T>;
  yes(message: string, usual: boolean): Promise<boolean>;
  say(line: string): void;
}

/** What a person at the terminal did to leave: Ctrl-C, or closing it. */
export const isLeaving = (error: unknown): boolean => error instanceof Error && error.name === "ExitPromptError";

/** Asks on standard error, so that the output of --print can be redirected. */
const context = { output: process.stderr };

export const terminalAsker: Asker = {
  text: async (message, usual, wrong) => {
    const validate = (answer: string) => wrong(answer.trim()) ?? true;
    const answer = await input({ message, ...(usual === undefined ? {} : { default: usual }), validate }, context);
    return answer.trim();
  },
  choose: (message, choices, usual) => select({ message, choices: [...choices], default: usual }, context),
  yes: (message, usual) => confirm({ message, default: usual }, context),
  say: (line) => process.stderr.write(`  ${printable(line, true)}\n`),
};
