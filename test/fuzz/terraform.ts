import { parse } from "@cdktf/hcl2json";
import { MARK } from "./hostile";
import { type Parts, parts } from "./template";

/** Ends no text that anybody writes. */
const END = "T3xtEnd";

/** Every text of a stack's JSON, keys included: Terraform reads both as templates. */
function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => (key === "//" ? [] : [key, ...texts(inside)]));
}

const isTemplate = (text: string): boolean => /[$%]\{/.test(text);

/**
 * Looks at stacks' JSON as Terraform does. Its own parser takes longer than all the rest, so that it is asked about code
 * without the texts in it, which is much the same in all stacks, and about whole templates only where the scanner is unsure.
 */
export class TerraformTexts {
  private readonly good = new Set<string>();

  /**
   * What is wrong with a stack's JSON.
   * @param sent every text of the file that holds the mark
   * @param whole whether Terraform's own parser sees every template as it is
   */
  async faults(json: unknown, sent: readonly string[], whole: boolean): Promise<string[]> {
    const all = [...new Set(texts(json))];
    const taken = all.map((text) => ({ text, parts: parts(text) }));
    const marked = taken.filter(({ text }) => text.toLowerCase().includes(MARK));
    const asked = taken.flatMap(({ text, parts: { code, unsure } }) =>
      unsure !== undefined || (whole && isTemplate(text)) ? [text] : code.map((one) => `\${${one}}`),
    );
    return [...(await this.unreadable(asked)), ...marked.flatMap(({ parts }) => arrived(parts, sent))];
  }

  private async unreadable(templates: readonly string[]): Promise<string[]> {
    const fresh = [...new Set(templates)].filter((text) => !this.good.has(text));
    if ((await refusal(fresh)) === undefined) {
      for (const text of fresh) if (text.length < 10_000 && !text.includes(MARK)) this.good.add(text);
      return [];
    }
    for (const text of fresh) {
      const why = await refusal([text]);
      if (why !== undefined) return [`not a Terraform template: ${why}: ${shortened(text)}`];
    }
    return ["not Terraform templates, all together only"];
  }
}

/** Terraform's JSON holds templates without quotes, as a here document does. */
async function refusal(templates: readonly string[]): Promise<string | undefined> {
  if (templates.length === 0) return undefined;
  const lines = templates.map((text, index) => `t${index} = <<${END}\n${text}\n${END}\n`);
  try {
    await parse("texts.tf", `locals {\n${lines.join("")}}\n`);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/\s+/g, " ").slice(0, 200) : String(error);
  }
}

function arrived({ literals, code }: Parts, sent: readonly string[]): string[] {
  const evaluated = code.filter((one) => one.replace(ADDRESS, "").toLowerCase().includes(MARK));
  if (evaluated.length > 0) return [`text of the file became an expression: ${shortened(evaluated.join(" "))}`];
  const changed = literals.filter(
    (one) => one.toLowerCase().includes(MARK) && !sent.some((whole) => holds(one, whole)),
  );
  return changed.map((one) => `text of the file arrived changed: ${shortened(one)}`);
}

/** The address of a resource or a variable, which is named after what a person wrote and has letters and hyphens only. */
const ADDRESS = /\b(?:data\.)?(?:(?:aws|docker|google|random)_\w+|var|local|terraform_data)\.[\w-]+/g;

type Encoder = (text: string) => string;
/** Half of a character has no bytes: what stands for it is written. */
const wellFormed: Encoder = (text) => Buffer.from(text).toString();
const json: Encoder = (text) => JSON.stringify(text).slice(1, -1);

/** How one destination or another writes a text. */
const ENCODERS: readonly Encoder[] = [
  (text) => text,
  json,
  (text) => encodeURIComponent(wellFormed(text)),
  (text) => text.replaceAll("'", "'\\''"),
  (text) => text.replaceAll("'", `'"'"'`),
  (text) => text.replaceAll("'", "''"),
  (text) => text.replaceAll("%", "%%"),
  (text) => text.replaceAll("$", "$$$$"),
  (text) => text.toLowerCase(),
  (text) => text.toUpperCase(),
  (text) => text.trim(),
  (text) => text.replace(/^\.\//, ""),
  (text) => wellFormed(text),
  (text) => text.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, ""),
];

function holds(literal: string, whole: string): boolean {
  const once = ENCODERS.map((encode) => encode(whole));
  if (once.some((text) => literal.includes(text))) return true;
  const twice = once.flatMap((text) => ENCODERS.map((encode) => encode(text)));
  return twice.some((text) => literal.includes(text) || literal.includes(json(text)));
}

const shortened = (text: string): string => JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}...` : text);
