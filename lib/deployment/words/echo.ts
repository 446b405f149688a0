import { SECRET_FORM } from "../schema/scalars";
import { isRandom, looksSecret } from "../secret/judge";
import type { Path } from "./finding";

const LONGEST = 60;

/** Keys under which a person may have written a secret, whatever the file wants there. */
const SECRET_KEYS: ReadonlySet<unknown> = new Set(["secret", "password", "key", "file", "fernet"]);

/** In place of what a message does not repeat. */
export const HIDDEN = "a text that may be a secret and is not shown";

/**
 * A text of the file for a message: in quotes and shortened, or that it may be a secret. The only way for a value to
 * get there.
 * @param name the key that it stands under
 */
export function quoted(value: string, name = ""): string {
  if (mayBeSecret(value, name)) return HIDDEN;
  return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}...` : value);
}

/** Whether a message must not repeat it. */
export const mayBeSecret = (value: string, name = ""): boolean =>
  looksSecret(name, value) !== undefined || isRandom(value);

/** A key of the file for a message, as it is: people write secrets there by mistake as well. */
export const keyShown = (key: string): string => (mayBeSecret(key) ? "***" : key);

/**
 * A finished message without words that may be secrets: for texts that are made of what a file of another program says,
 * of which no schema knows what is a name and what a value.
 */
export function withoutSecrets(message: string): string {
  const words = message.split(/(\s+)/).map((word) => {
    const [, before = "", inside = "", after = ""] = /^(["'(`]{0,3})([^"'`]*)(["'`),.;:]{0,5})$/.exec(word) ?? [];
    return inside !== "" && mayBeSecret(inside) ? `${before}***${after}` : word;
  });
  const shown = words.join("");
  return looksSecret("", shown) === undefined ? shown : `: ${HIDDEN}`;
}

/** The value as it stands in the file. */
function shown(value: unknown, name: string): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "a section";
  return typeof value === "string" ? quoted(value, name) : String(value);
}

/** What to write where a number or a boolean was given as text. */
function rewritten(value: unknown, message: string): string {
  if (typeof value !== "string" || value.length > LONGEST) return "";
  const number = /^[0-9][0-9_.a-fxo]*$/i.test(value) ? Number(value.replaceAll("_", "")) : Number.NaN;
  if (/expected [^,]{0,60}number/.test(message) && Number.isFinite(number)) return `; write ${number}`;
  if (/true(,| or) false/.test(message) && /^(true|yes|on)$/i.test(value)) return "; write true";
  if (/(true(,| or)|expected) false/.test(message) && /^(false|no|off)$/i.test(value)) return "; write false";
  return "";
}

/** `, got "08080"; write 8080`. Nothing where the value may be a secret. */
export function got(value: unknown, path: Path, message: string): string {
  const key = path.at(-1);
  if (value === undefined || message.includes(SECRET_FORM) || (SECRET_KEYS.has(key) && !Array.isArray(value)))
    return "";
  return `, got ${shown(value, typeof key === "string" ? key : "")}${rewritten(value, message)}`;
}

/** For a rule over a whole section: its keys, and the values that cannot be a secret. */
export function gotSection(value: unknown): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "";
  const entries = Object.entries(value).map(([key, inside]) =>
    (typeof inside === "number" || typeof inside === "boolean") && !mayBeSecret(String(inside), key)
      ? `${keyShown(key)}: ${inside}`
      : keyShown(key),
  );
  return entries.length === 0 ? ", got {}" : `, got { ${entries.join(", ")} }`;
}
