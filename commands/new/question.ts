import type { Answers } from "../../lib/new/answers";
import type { Neighbour } from "../../lib/new/judge";
import type { Asker } from "./asker";

/** What is there before anybody answers. */
export interface Scene {
  /** Targets to choose from. */
  readonly targets: readonly string[];
  readonly neighbours: readonly Neighbour[];
  /** Why this cannot be the name of a new stack. */
  wrongName(stack: string): string | undefined;
  /** Whether a path of the project is there. */
  exists(path: string): boolean;
}

/** What a question is asked with. */
export interface Asking extends Scene {
  readonly asker: Asker;
  /** Answers so far, and defaults for the rest. */
  readonly answers: Answers;
  /** Why a file with these answers would be refused. */
  wrong(these: Partial<Answers>): string | undefined;
}

export interface Question {
  readonly key: keyof Answers;
  /** What a script gives instead. */
  readonly flag: string;
  /** Whether the other answers leave it open. Default: they do. */
  applies?(answers: Answers, scene: Scene): boolean;
  /** What Enter and --yes take; `answers` holds what was asked before it. */
  usual(answers: Answers, scene: Scene): Partial<Answers>;
  /** Nobody can guess it: --yes does not answer it. */
  readonly noUsual?: true;
  ask(asking: Asking): Promise<Partial<Answers>>;
}
