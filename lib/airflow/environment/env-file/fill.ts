/** Variables of lines above. */
export type Known = ReadonlyMap<string, string>;
export type Filled = { readonly value: string } | { readonly message: string };

const FILL =
  "a $ stands in its value that no line above fills in; write $$ for the sign itself, or single quotes around the value";

/** A sign before anything else stands for itself. */
const HOLE = /\$(?:(\$)|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:(:?)([-+])([^${}]*))?\}|(\{))/g;

/** A value with what lines above say for its `$`. */
export function filled(value: string, known: Known): Filled {
  let wrong = false;
  const text = value.replaceAll(HOLE, (_, sign?: string, plain?: string, braced?: string, ...form: string[]) => {
    const of = known.get(plain ?? braced ?? "");
    const found = sign ?? (form[1] === undefined ? of : otherwise(of, form));
    wrong ||= found === undefined;
    return found ?? "";
  });
  return wrong ? { message: FILL } : { value: text };
}

/** `${NAME:-TEXT}` and the like; with the colon an empty value counts as none. */
function otherwise(value: string | undefined, [colon, form, text = ""]: readonly string[]): string {
  const none = value === undefined || (colon === ":" && value === "");
  if (form === "-") return none ? text : value;
  return none ? "" : text;
}
