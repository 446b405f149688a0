/** What a text of Terraform's JSON is made of: the texts between its quotes and outside of expressions, and the rest. */
export interface Hcl {
  readonly texts: readonly string[];
  /** Expressions without the texts in them. */
  readonly code: string;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/** Reads a template as Terraform's own language does. An expression that is only a text belongs to the text around. */
export function hcl(template: string): Hcl {
  const reader = new Reader(template);
  reader.template(undefined);
  return { texts: reader.texts, code: reader.code };
}

class Reader {
  readonly texts: string[] = [];
  code = "";
  private at = 0;

  constructor(private readonly source: string) {}

  /** @param end what ends it: the quote of a text in an expression, where backslashes escape; else the end of all */
  template(end: '"' | undefined): void {
    let text = "";
    const done = () => {
      if (text !== "") this.texts.push(text);
      text = "";
    };
    for (;;) {
      const next = this.source[this.at];
      if (next === undefined || next === end) {
        if (next !== end) throw new Error("a text without its end");
        this.at++;
        done();
        return;
      }
      if (this.takes("$${") || this.takes("%%{")) text += `${next}{`;
      else if (this.takes("%{"))
        throw new Error(`a directive of Terraform: ${this.source.slice(this.at - 2, this.at + 60)}`);
      else if (this.takes("${")) {
        const literal = /^"((?:[^"\\$%]|\\.|[$%](?!\{))*)"\}/.exec(this.source.slice(this.at));
        if (literal === null) {
          done();
          this.expression();
        } else {
          this.at += literal[0].length;
          text += JSON.parse(`"${literal[1]}"`) as string;
        }
      } else if (end === '"' && this.takes("\\")) text += this.escaped();
      else {
        if (end === '"' && next === "\n") throw new Error("a line's end inside of quotes");
        text += next;
        this.at++;
      }
    }
  }

  private escaped(): string {
    const next = this.source[this.at++] ?? "";
    if (next === "u") {
      const code = this.source.slice(this.at, this.at + 4);
      this.at += 4;
      return String.fromCharCode(Number.parseInt(code, 16));
    }
    const meant = ESCAPES[next];
    if (meant === undefined) throw new Error(`no escape of Terraform: \\${next}`);
    return meant;
  }

  /** Up to the bracket that ends it. */
  private expression(): void {
    let depth = 0;
    for (;;) {
      const next = this.source[this.at++];
      if (next === undefined) throw new Error(`an expression without its end: ${this.source.slice(-80)}`);
      if (next === '"') this.template('"');
      else if (next === "}" && depth === 0) {
        this.code += "\n";
        return;
      } else {
        if ("{[(".includes(next)) depth++;
        if ("}])".includes(next)) depth--;
        this.code += next;
      }
    }
  }

  private takes(wanted: string): boolean {
    if (!this.source.startsWith(wanted, this.at)) return false;
    this.at += wanted.length;
    return true;
  }
}
