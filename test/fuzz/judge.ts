import { parse } from "yaml";
import type { FuzzFile } from "./file";
import { MARK, SECRET } from "./hostile";
import type { Outcome, Scene } from "./scene";
import { TerraformTexts } from "./terraform";

/** What a file came to. `fault` is anything that must never be. */
export type Verdict =
  | { readonly kind: "refused" }
  | { readonly kind: "accepted"; readonly json: string }
  | { readonly kind: "fault"; readonly fault: string; readonly says: string };

/** Seconds of this processor that one file may take: a good one takes about half of one. */
const CPU_SECONDS = 8;
const LONGEST_LINE = 2_000;

const PLACED = /^[^\s:][^:]*:\d+:\d+ /;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal would act on is looked for.
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

export class Judge {
  private readonly terraform = new TerraformTexts();

  constructor(private readonly scene: Scene) {}

  async verdict(file: FuzzFile): Promise<Verdict> {
    const outcome = this.scene.synth(file.name, file.content);
    const fault = said(outcome) ?? (outcome.done ? undefined : this.refused(outcome));
    if (fault !== undefined) return fault;
    return outcome.done ? this.accepted(file) : { kind: "refused" };
  }

  private refused({ problems }: Outcome): Verdict | undefined {
    if (problems.length === 0) return wrong("refused without a word", "");
    const unplaced = problems.find((line) => !PLACED.test(line));
    if (unplaced !== undefined) return wrong("refused without file:line:column", unplaced);
    return this.scene.untouched ? undefined : wrong("a refused file touched the output", this.scene.output().join(" "));
  }

  private async accepted({ name, content }: FuzzFile): Promise<Verdict> {
    const json = this.scene.read(`cdktf.out/stacks/${name}/cdk.tf.json`);
    if (json === undefined) return wrong("accepted without Terraform", this.scene.output().join(" "));
    const [fault] = await this.terraform.faults(JSON.parse(json), marked(content.toString()));
    if (fault !== undefined) return wrong(fault.replace(/: .*/s, ""), fault);
    return this.page(name) ?? this.bootFiles(name) ?? { kind: "accepted", json };
  }

  /** What a browser would run or fetch, had it come from the file. */
  private page(name: string): Verdict | undefined {
    const html = this.scene.read(`cdktf.out/review/${name}.html`);
    if (html === undefined) return wrong("accepted without a review", name);
    const tag = new RegExp(`<(?:img|script)[^>]*>?${MARK}|<img[^>]*${MARK}|href="javascript:`).exec(html);
    return tag === null ? undefined : wrong("text of the file became HTML", tag[0]);
  }

  /** What machines start from is YAML whatever the file says. */
  private bootFiles(name: string): Verdict | undefined {
    const folder = `stacks/${name}/boot/`;
    for (const path of this.scene.output().filter((one) => one.startsWith(folder))) {
      const text = this.scene.read(`cdktf.out/${path}`) ?? "";
      const line = text.split("\n").find((one) => one.startsWith(`ExecStartPost=/bin/${MARK}`));
      if (line !== undefined) return wrong("text of the file became a line of a boot file", line);
    }
    return undefined;
  }
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
