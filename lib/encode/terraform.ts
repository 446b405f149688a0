import { Fn } from "cdktf";
import { hasReference, pieces, quoted } from "./reference";

/**
 * Text that Terraform must not read as a template, as the value or a key of an attribute. A function, because `$$` in a
 * replacement means one `$`.
 */
export const literal = (text: string): string => text.replaceAll("${", () => "$${").replaceAll("%{", "%%{");

/** The same for every key and value of a map. */
export const literals = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [literal(key), literal(value)]));

/** What `literal` was made of: for who reads a text back that Terraform gets. */
export const unliteral = (written: string): string => written.replaceAll("$${", () => "${").replaceAll("%%{", "%{");

/**
 * Text as an argument of a Terraform function: quotes must not end it, nor must a line's end. cdktf writes templates,
 * quotes and line ends of a raw string by itself, and nothing else.
 */
export const argument = (text: string): string =>
  Fn.rawString(text.replaceAll("\\", "\\\\").replaceAll("\r", "\\r").replaceAll("%{", "%%{"));

/** What cdktf lets end a text, or begin a template, between the quotes that it sets. */
const UNSAFE = /["\\\r]|%\{/;

/** A value for a function of Terraform: what is text in it stays text, what is a reference stays one. */
export function data(value: unknown): unknown {
  if (typeof value === "string") return safe(value);
  if (typeof value !== "object" || value === null || "resolve" in value) return value;
  if (Array.isArray(value)) return value.map(data);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inside]) =>
      inside === undefined ? [] : [[quoted(key).slice(1, -1), data(inside)]],
    ),
  );
}

function safe(text: string): string {
  const parts = pieces(text);
  // A `$` before a reference would make it text.
  const unsafe = (part: string, index: number) =>
    !hasReference(part) && (UNSAFE.test(part) || (part.endsWith("$") && index < parts.length - 1));
  if (!parts.some(unsafe)) return text;
  const all = parts.map((part) => (hasReference(part) ? part : argument(part)));
  return all.length === 1 ? all.join("") : Fn.join("", all);
}
