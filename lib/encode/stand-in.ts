// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { Token } from "cdktf";
import { STAND_IN, withoutStandIn } from "../deployment/stand-in";

/**
 * cdktf finds what it has still to work out by marks in texts and keys, `${TfToken[TOKEN.1]}`, and by numbers of a form
 * of its own. A text of a file may look the same; a stand-in inside breaks the mark until all is worked out.
 */
const MARK = /(?<=[$#&]\{)(?=TfToken\[)/g;
/** As cdktf itself looks for numbers, and each from its own start only. */
const NUMBER = /(?<![-|\d|.+])[-|\d|.+]+e[-|\d|.eE+]+/g;

/**
 * cdktf looks for numbers from every character of such a run to its end, several times: a run of 100 KB takes it minutes.
 * A text that a person writes on purpose has no such run: the longest digest has 128 digits.
 */
const LONGEST_RUN = /[-|\d.+]{128}(?=[-|\d.+])/g;

/** What a construct takes for text of a file wherever it goes: texts and keys, with stand-ins. */
export function asText<Value>(value: Value): Value;
export function asText(value: unknown): unknown {
  return mapped(value, (text) =>
    text
      .replace(MARK, STAND_IN)
      .replace(LONGEST_RUN, (run) => run + STAND_IN)
      .replace(NUMBER, (one) => (Token.isUnresolved(Number.parseFloat(one)) ? one.replace("e", `${STAND_IN}e`) : one)),
  );
}

/** The same without stand-ins: for people, and for what no construct is made from. */
export function asWritten<Value>(value: Value): Value;
export function asWritten(value: unknown): unknown {
  return mapped(value, withoutStandIn);
}

/** The same for Terraform, where nothing takes the stand-in's place and the mark stays broken. */
export function forTerraform<Value>(value: Value): Value;
export function forTerraform(value: unknown): unknown {
  return mapped(value, (text) => text.replaceAll(STAND_IN, () => '${""}'));
}

/** Only what a file can hold: texts, lists and sections. */
function mapped(value: unknown, of: (text: string) => string): unknown {
  if (typeof value === "string") return of(value);
  if (Array.isArray(value)) return value.map((one) => mapped(one, of));
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [of(key), mapped(inside, of)]));
}
