import { lookUp } from "../../../deployment/look-up";

const ESCAPES: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  '"': '"',
  "\\": "\\",
  // The sign itself, for the step that fills in variables.
  $: "$$",
};

const MOST_OCTAL = 0o377;

/** What stands between double quotes, with its escapes read; `$` is still to be filled in. */
export function unquoted(inside: string): string {
  const quotes = inside.replaceAll(/\\(?:(")|([^"]))/gs, (whole, quote) => quote ?? whole);
  return quotes.replaceAll(/\\(?:([abcfnrtv$"\\])|0(\d{0,3}))/g, (whole, letter?: string, octal?: string) => {
    if (letter !== undefined) return lookUp(ESCAPES, letter) ?? whole;
    const code = /^[0-7]{3}$/.test(octal ?? "") ? Number.parseInt(octal ?? "", 8) : MOST_OCTAL + 1;
    return code > MOST_OCTAL ? `\\${octal ?? ""}` : String.fromCharCode(code);
  });
}

/** A line of such a file that says this value, whatever stands in it. */
export const envLine = (name: string, value: string): string =>
  /^[A-Za-z0-9_./:@%+,=-]*$/.test(value) ? `${name}=${value}` : `${name}="${value.replaceAll(/["\\$]/g, "\\$&")}"`;
