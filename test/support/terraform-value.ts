/**
 * What an expression of cdktf comes to, as far as that is known without Terraform: texts, numbers, lists, maps and
 * `jsonencode` of them. Anything else stays as `${...}`.
 * @param text a value of Terraform's JSON
 */
export function evaluated(text: string): unknown {
  if (!text.startsWith("${") || !text.endsWith("}")) return text;
  const reader = new Reader(text.slice(2, -1));
  const value = reader.value();
  reader.end();
  return value;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };
const CLOSED: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Reads one expression from its start. */
class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  value(): unknown {
    this.blank();
    if (this.takes("[")) return this.list();
    if (this.takes("{")) return Object.fromEntries(this.entries());
    if (this.takes('"')) return this.string();
    if (this.takes("jsonencode(")) {
      const inside = this.value();
      this.expect(")");
      return JSON.stringify(inside);
    }
    const raw = this.raw().trim();
    return /^(true|false|null|-?\d+(\.\d+)?)$/.test(raw) ? JSON.parse(raw) : `\${${raw}}`;
  }

  end(): void {
    this.blank();
    if (this.at < this.text.length)
      throw new Error(`more after an expression: ${this.text.slice(this.at, this.at + 80)}`);
  }

  private list(): unknown[] {
    const values: unknown[] = [];
    while (!this.closes("]")) {
      values.push(this.value());
      this.takes(",");
    }
    return values;
  }

  private entries(): [string, unknown][] {
    const entries: [string, unknown][] = [];
    while (!this.closes("}")) {
      const key = String(this.value());
      this.expect("=");
      entries.push([key, this.value()]);
      this.takes(",");
    }
    return entries;
  }

  /** After the opening quote, with templates inside left as they are. */
  private string(): string {
    let read = "";
    for (;;) {
      const next = this.text[this.at];
      if (next === undefined) throw new Error("a text without its end");
      if (this.takes('"')) return read;
      if (this.takes("$${") || this.takes("%%{")) read += `${next}{`;
      else if (this.takes("${")) {
        read += `\${${this.raw()}}`;
        this.expect("}");
      } else if (this.takes("\\")) {
        const escaped = this.text[this.at++] ?? "";
        read += ESCAPES[escaped] ?? escaped;
      } else {
        read += next;
        this.at++;
      }
    }
  }

  /** Up to what ends it: a comma or a bracket that it did not open. */
  private raw(): string {
    const start = this.at;
    const open: string[] = [];
    for (;;) {
      const next = this.text[this.at];
      if (next === undefined) break;
      if (next === '"') {
        this.at++;
        this.string();
        continue;
      }
      if (open.length === 0 && ",)]}".includes(next)) break;
      const closed = CLOSED[next];
      if (closed !== undefined) open.push(closed);
      else if (next === open.at(-1)) open.pop();
      this.at++;
    }
    return this.text.slice(start, this.at);
  }

  private closes(bracket: string): boolean {
    this.blank();
    return this.takes(bracket);
  }

  private expect(wanted: string): void {
    this.blank();
    if (!this.takes(wanted)) throw new Error(`expected ${wanted} at ${this.text.slice(this.at, this.at + 80)}`);
  }

  private takes(wanted: string): boolean {
    if (!this.text.startsWith(wanted, this.at)) return false;
    this.at += wanted.length;
    return true;
  }

  private blank(): void {
    while (/\s/.test(this.text[this.at] ?? "")) this.at++;
  }
}
