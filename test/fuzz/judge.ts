import { parse } from "yaml";
import type { FuzzFile } from "./file";
import { MARK, SECRET } from "./hostile";
import type { Made, Outcome, Scene } from "./scene";
import { TerraformTexts } from "./terraform";

/** What a file came to. `fault` is anything that must never be. */
export type Verdict =
  | { readonly kind: "refused" }
  | { readonly kind: "accepted"; readonly json: string }
  | { readonly kind: "fault"; readonly fault: string; readonly says: string };

/** How far a file goes. */
export interface Depth {
  /** All the way to the disk, with the pages for people. */
  readonly disk: boolean;
  /** Every template of it through Terraform's own parser. */
  readonly parser: boolean;
}

/** Seconds of this processor that one file may take: a good one takes about half of one. */
const CPU_SECONDS = 8;
const LONGEST_LINE = 2_000;

const PLACED = /^[^\s:][^:]*:\d+:\d+ /;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal would act on is looked for.
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

export class Judge {
  private readonly terraform = new TerraformTexts();

  constructor(private readonly scene: Scene) {}

  async verdict(file: FuzzFile, depth: Depth): Promise<Verdict> {
    const { name, content } = file;
    const outcome = depth.disk ? this.scene.onDisk(name, content) : this.scene.inMemory(name, content);
    const fault = said(outcome);
    if (fault !== undefined) return fault;
    return outcome.made === undefined ? this.refused(outcome, depth) : this.accepted(outcome.made, content, depth);
  }

  private refused({ problems }: Outcome, { disk }: Depth): Verdict {
    if (problems.length === 0) return wrong("refused without a word", "");
    const unplaced = problems.find((line) => !PLACED.test(line));
    if (unplaced !== undefined) return wrong("refused without file:line:column", unplaced);
    return !disk || this.scene.untouched
      ? { kind: "refused" }
      : wrong("a refused file touched the output", this.scene.output().join(" "));
  }

  private async accepted({ json, boot, page }: Made, content: Buffer, { parser }: Depth): Promise<Verdict> {
    const [fault] = await this.terraform.faults(JSON.parse(json), marked(content.toString()), parser);
    if (fault !== undefined) return wrong(fault.replace(/: .*/s, ""), fault);
    return inPage(page) ?? inBootFiles(boot) ?? { kind: "accepted", json };
  }
}

/** What a browser would run or fetch, had it come from the file. */
function inPage(page = ""): Verdict | undefined {
  const tag = new RegExp(`<(?:img|script)[^>]*>?${MARK}|<img[^>]*${MARK}|href="javascript:`).exec(page);
  return tag === null ? undefined : wrong("text of the file became HTML", tag[0]);
}

/** What machines start from is YAML whatever the file says. */
function inBootFiles(boot: readonly string[]): Verdict | undefined {
  const lines = boot.flatMap((text) => text.split("\n"));
  const line = lines.find((one) => one.startsWith(`ExecStartPost=/bin/${MARK}`));
  return line === undefined ? undefined : wrong("text of the file became a line of a boot file", line);
}

const wrong = (fault: string, says: string): Verdict => ({ kind: "fault", fault, says });

/** What is wrong with how it ended, whether it was refused or not. */
function said({ thrown, problems, notices, cpu }: Outcome): Verdict | undefined {
  if (thrown !== undefined)
    return wrong("stack trace", thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
  if (cpu > CPU_SECONDS * 1000) return wrong(`more than ${CPU_SECONDS} s`, `${Math.round(cpu)} ms of the processor`);
  const lines = [...problems, ...notices];
  const control = lines.find((line) => CONTROL.test(line));
  if (control !== undefined) return wrong("a control character in a message", JSON.stringify(control));
  const secret = lines.find((line) => line.includes(SECRET));
  if (secret !== undefined) return wrong("a message shows a secret", secret);
  const long = lines.find((line) => line.length > LONGEST_LINE);
  return long === undefined
    ? undefined
    : wrong(`a message of more than ${LONGEST_LINE} characters`, `${long.slice(0, 200)}...`);
}

/** Every key and text of the file that holds the mark. */
function marked(text: string): string[] {
  const found = (value: unknown): string[] => {
    if (typeof value === "string") return value.toLowerCase().includes(MARK) ? [value] : [];
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, inside]) => [...found(key), ...found(inside)]);
  };
  return [...new Set(found(parse(text, { uniqueKeys: false, maxAliasCount: 1000 })))];
}
