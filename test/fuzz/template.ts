/** A Terraform template taken apart: texts as they arrive, and what Terraform would work out. */
export interface Parts {
  readonly literals: string[];
  readonly code: string[];
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };
const CODE_POINT = /^(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/;

/** Takes a template apart; whether it is one at all, Terraform's own parser says. */
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
      if (quoted && this.takes('"')) break;
      if (this.takes("$${")) literal += "${";
      else if (this.takes("%%{")) literal += "%{";
      else if (quoted && this.takes("\\")) literal += this.escaped();
      else if (this.takes("${") || this.takes("%{")) {
        // Literals keep their order, and one that a hole splits stays two: the hole is no text.
        this.keep(literal);
        literal = "";
        this.hole();
      } else literal += this.template[this.at++] ?? "";
    }
    this.keep(literal);
  }

  /** Code up to the bracket that ends it; texts inside are texts again. */
  private hole(): void {
    let code = "";
    for (let depth = 1; this.at < this.template.length; ) {
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
    this.found.code.push(code);
  }

  private escaped(): string {
    const [all = "", short, long] = CODE_POINT.exec(this.template.slice(this.at, this.at + 9)) ?? [];
    if (all !== "") {
      this.at += all.length;
      return String.fromCodePoint(Number.parseInt(short ?? long ?? "", 16));
    }
    const next = this.template[this.at++] ?? "";
    return ESCAPES[next] ?? next;
  }

  private keep(literal: string): void {
    if (literal !== "") this.found.literals.push(literal);
  }

  private takes(wanted: string): boolean {
    if (!this.template.startsWith(wanted, this.at)) return false;
    this.at += wanted.length;
    return true;
  }
}
