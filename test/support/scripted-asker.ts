import type { Asker } from "../../commands/new/asker";

/** Takes what Enter takes. */
export const ENTER = Symbol("Enter");

/**
 * A person who was told beforehand what to answer: the first words of a question, and the answers to it in their order.
 * Questions that nobody was told about get Enter.
 */
export class ScriptedAsker implements Asker {
  /** Each question, each refusal and each remark. */
  readonly lines: string[] = [];
  private readonly answers: Map<string, (string | typeof ENTER)[]>;

  constructor(answers: Readonly<Record<string, readonly (string | typeof ENTER)[]>>) {
    this.answers = new Map(Object.entries(answers).map(([start, list]) => [start, [...list]]));
  }

  async text(
    message: string,
    usual: string | undefined,
    wrong: (answer: string) => string | undefined,
  ): Promise<string> {
    this.lines.push(`${message}: ${usual ?? "-"}`);
    for (;;) {
      const typed = this.next(message);
      const answer = typed === ENTER ? (usual ?? "") : typed;
      const why = wrong(answer);
      if (why === undefined) return answer;
      this.lines.push(`refused ${JSON.stringify(answer)}: ${why}`);
      if (typed === ENTER) throw new Error(`Enter is refused at ${message}: ${why}`);
    }
  }

  async choose<T extends string>(message: string, choices: readonly { value: T }[], usual: T): Promise<T> {
    this.lines.push(`${message}: ${usual}`);
    const typed = this.next(message);
    const found = typed === ENTER ? usual : choices.find(({ value }) => value === typed)?.value;
    if (found === undefined) throw new Error(`no choice ${String(typed)} at ${message}`);
    return found;
  }

  async yes(message: string, usual: boolean): Promise<boolean> {
    this.lines.push(`${message}: ${usual}`);
    const typed = this.next(message);
    return typed === ENTER ? usual : typed === "y";
  }

  say(line: string): void {
    this.lines.push(line);
  }

  /** Answers that nobody asked for. */
  left(): string[] {
    return [...this.answers].filter(([, list]) => list.length > 0).map(([start]) => start);
  }

  private next(message: string): string | typeof ENTER {
    const start = [...this.answers.keys()].find((one) => message.startsWith(one));
    return (start === undefined ? undefined : this.answers.get(start)?.shift()) ?? ENTER;
  }
}
