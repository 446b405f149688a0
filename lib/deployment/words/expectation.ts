import { z } from "zod";
import { lookUp } from "../look-up";

/** Between the known keys that `expectation` gives for an unknown one. */
export const SEPARATOR = "\n";

const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "a section",
  record: "a section",
  array: "a list",
};

const FORMATS: Readonly<Record<string, string>> = {
  url: "an address that begins with http:// or https://",
  ipv4: "an IPv4 address such as 127.0.0.1",
};

type Raw = Parameters<z.core.$ZodErrorMap>[0];

/**
 * zod's error map: what was expected, in the words of the file. Messages that the schema itself has win over these.
 * For an unknown key it is the list of the known ones, because only here zod shows the schema at fault.
 */
export function expectation(issue: Raw): string | undefined {
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape).join(SEPARATOR) : "";
    case "invalid_type":
      return `expected ${issue.inst instanceof z.ZodNumberFormat ? KINDS["int"] : (lookUp(KINDS, issue.expected) ?? issue.expected)}`;
    case "invalid_value":
      return `expected ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}`;
    case "invalid_format":
      return lookUp(FORMATS, issue.format) === undefined ? undefined : `expected ${lookUp(FORMATS, issue.format)}`;
    case "too_small":
    case "too_big":
      return bounds(issue);
    default:
      return undefined;
  }
}

function bounds(issue: Raw & { code: "too_small" | "too_big" }): string {
  const limit = issue.code === "too_small" ? issue.minimum : issue.maximum;
  const few = issue.code === "too_small" ? "at least" : "at most";
  if (issue.origin === "string")
    return limit === 1 ? "expected text, not nothing" : `expected ${few} ${limit} characters`;
  if (issue.origin === "array") return `expected ${few} ${limit} ${limit === 1 ? "item" : "items"}`;
  if (issue.code === "too_small" && !issue.inclusive) return `expected more than ${limit}`;
  const { minValue, maxValue } =
    issue.schema instanceof z.ZodNumber ? issue.schema : { minValue: null, maxValue: null };
  if (Number.isSafeInteger(minValue) && maxValue !== null && Math.abs(maxValue) < Number.MAX_SAFE_INTEGER)
    return `expected ${minValue} to ${maxValue}`;
  return `expected ${limit} or ${issue.code === "too_small" ? "more" : "less"}`;
}
