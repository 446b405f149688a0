import type { Path } from "./finding";
import { SECRET_FORM } from "./scalars";

const LONGEST = 60;

/** Keys under which a person may have written a secret, whatever the file wants there. */
const SECRET_KEYS: ReadonlySet<unknown> = new Set(["secret", "password", "key", "file"]);

/** The value as it stands in the file, shortened; a password inside an address is masked. */
function shown(value: unknown): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "a section";
  if (typeof value !== "string") return String(value);
  const masked = value.replace(/\/\/[^@/\s]*@/g, "//***@");
  return JSON.stringify(masked.length > LONGEST ? `${masked.slice(0, LONGEST)}...` : masked);
}

/** What to write where a number or a boolean was given as text. */
function rewritten(value: unknown, message: string): string {
  if (typeof value !== "string") return "";
  const number = /^[0-9][0-9_.a-fxo]*$/i.test(value) ? Number(value.replaceAll("_", "")) : Number.NaN;
  if (/expected [^,]*number/.test(message) && Number.isFinite(number)) return `; write ${number}`;
  if (/true or false/.test(message) && /^(true|yes|on)$/i.test(value)) return "; write true";
  if (/(true or|expected) false/.test(message) && /^(false|no|off)$/i.test(value)) return "; write false";
  return "";
}

/** `, got "08080"; write 8080`. Nothing where the value may be a secret. */
export function got(value: unknown, path: Path, message: string): string {
  if (value === undefined || message === SECRET_FORM || SECRET_KEYS.has(path.at(-1))) return "";
  return `, got ${shown(value)}${rewritten(value, message)}`;
}

/** For a rule over a whole section: its keys, and the values that cannot be a secret. */
export function gotSection(value: unknown): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "";
  const entries = Object.entries(value).map(([key, inside]) =>
    typeof inside === "number" || typeof inside === "boolean" ? `${key}: ${inside}` : key,
  );
  return entries.length === 0 ? ", got {}" : `, got { ${entries.join(", ")} }`;
}
