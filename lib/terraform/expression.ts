import { Fn, Token } from "cdktf";

/**
 * Terraform runs in cdktf.out/stacks/STACK; paths of the file are relative to the project's folder. Relative, so that
 * neither the plan nor the state knows where the checkout lies.
 */
const PROJECT = "../../..";

/** Text that Terraform must not read as a template. A function, because `$$` in a replacement means one `$`. */
export const literal = (text: string): string => inFunction(text).replaceAll("${", () => "$${");

/** The same for every value of a map. */
export const literals = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, literal(value)]));

/** The same inside a value that goes to a Terraform function: there cdktf escapes the one kind of template itself. */
export const inFunction = (text: string): string => text.replaceAll("%{", "%%{");

/**
 * The same as an argument of a Terraform function: quotes must not end it, and rawString leaves backslashes alone. A
 * carriage return would end the line for Terraform; cdktf escapes the other half of a line's end only.
 */
export const argument = (text: string): string =>
  Fn.rawString(inFunction(text).replaceAll("\\", "\\\\").replaceAll("\r", "\\r"));

/** A path of the file as seen by Terraform. */
export const fromProject = (path: string): string => (/^[/~]/.test(path) ? path : `${PROJECT}/${path}`);

/**
 * JSON that Terraform writes, so that references may stand in it; JSON.stringify around a reference becomes invalid
 * HCL in `cdktf synth --hcl`. A text is either wholly ours (then nothing in it is a template) or holds references.
 */
export const jsonencoded = (value: object): string => Fn.jsonencode(escaped(value));

function escaped(value: unknown): unknown {
  if (Token.isUnresolved(value)) return value;
  if (typeof value === "string") return argument(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(escaped);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inside]) => (inside === undefined ? [] : [[key, escaped(inside)]])),
  );
}
