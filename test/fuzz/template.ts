/** A Terraform template taken apart: texts as they arrive, and what Terraform would work out. */
export interface Parts {
  readonly literals: string[];
  /** Without its texts, which are literals too. */
  readonly code: string[];
  /** Why only Terraform's own parser can say whether it is a template. */
  unsure?: string;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };
const CODE_POINT = /^(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/;

/** What encoders put between two characters that Terraform would read together, or in place of one: `${""}`, `${"$"}`. */
const CONSTANT = /^\$\{"([$%]?)"\}/;

/** Takes a template apart. A template is good when its code is, and nothing in it was unsure. */
export function parts(template: string): Parts {
  const reader = new Reader(template);
  reader.text(false);
  return reader.found;
}

class Reader {
  readonly found: Parts = { literals: [], code: [] };
  private at = 0;

  constructor(private readonly template: string) {}

  /** A text up to its end, or up to its quote, where backslashes escape. */
  text(quoted: boolean): void {
    let literal = "";
    while (this.at < this.template.length) {
      if (quoted && this.takes('"')) {
        this.keep(literal);
        return;
      }
      if (this.starts("$$${") || this.starts("%%%{")) this.unsure("more than an escape");
      if (this.takes("$${")) literal += "${";
      else if (this.takes("%%{")) literal += "%{";
      else if (quoted && this.takes("\\")) literal += this.escaped();
      else if (CONSTANT.test(this.template.slice(this.at, this.at + 6))) literal += this.constant();
      else if (this.starts("%{") || this.starts("${~")) {
        this.unsure("a directive");
        this.at += 2;
        this.keep(literal);
        literal = "";
        this.hole();
      } else if (this.takes("${")) {
        // Literals keep their order, and one that a hole splits stays two: the hole is no text.
        this.keep(literal);
        literal = "";
        this.hole();
      } else {
        const next = this.template[this.at++] ?? "";
        if (quoted && next === "\n") this.unsure("a line that ends inside a text");
        literal += next;
      }
    }
    this.keep(literal);
    if (quoted) this.unsure("a text without its end");
  }

  /** Code up to the bracket that ends it; texts inside are texts again. */
  private hole(): void {
    let code = "";
    let depth = 1;
    while (this.at < this.template.length) {
      if (this.takes('"')) {
        this.text(true);
        code += '""';
        continue;
      }
      const next = this.template[this.at++] ?? "";
      if (next === "{") depth++;
      if (next === "}" && --depth === 0) break;
      code += next;
    }
    if (depth > 0) this.unsure("code without its end");
    if (/[#~]|\/\/|\/\*|<<|\$\{|%\{/.test(code)) this.unsure("a remark or another kind of text");
    this.found.code.push(code);
  }

  private escaped(): string {
    const [all = "", short, long] = CODE_POINT.exec(this.template.slice(this.at, this.at + 9)) ?? [];
    if (all !== "") {
      this.at += all.length;
      return String.fromCodePoint(Number.parseInt(short ?? long ?? "", 16));
    }
    const next = this.template[this.at++] ?? "";
    if (ESCAPES[next] === undefined) this.unsure("an unknown escape");
    return ESCAPES[next] ?? next;
  }

  private constant(): string {
    const [all = "", text = ""] = CONSTANT.exec(this.template.slice(this.at, this.at + 6)) ?? [];
    this.at += all.length;
    return text;
  }

  private unsure(why: string): void {
    this.found.unsure ??= why;
  }

  private starts(wanted: string): boolean {
    return this.template.startsWith(wanted, this.at);
  }

  private keep(literal: string): void {
    if (literal !== "") this.found.literals.push(literal);
  }

  private takes(wanted: string): boolean {
    if (!this.starts(wanted)) return false;
    this.at += wanted.length;
    return true;
  }
}
