import { announces } from "./name";
import { secretInValue } from "./value";

/**
 * The one judge of plain text: why it may be a secret; undefined: it does not look like one. Never repeats the value.
 * Its cost grows with the length of the text and no faster.
 * @param name what a person called it; empty where this program did
 */
export function looksSecret(name: string, value: string): string | undefined {
  if (value === "") return undefined;
  return secretInValue(value) ?? (announces(name, value) ? `"${name}" sounds like a secret` : undefined);
}

/** A text that may be a secret although no rule refuses it: letters and digits that nobody would type. No digest. */
export function isRandom(text: string): boolean {
  for (const [run] of text.matchAll(/(?<!sha(?:256|512):)(?<![A-Za-z0-9+_=-])[A-Za-z0-9+_=-]{20,}/g)) {
    if (/^[0-9a-f]{32,}$/i.test(run) && /\d/.test(run)) return true;
    if (/[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run)) return true;
  }
  return false;
}
