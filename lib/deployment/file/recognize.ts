/** Said of a file of something else; whatever it is, its text is nobody's business here. */
export const NO_DEPLOYMENT =
  "this is no deployment file: no line of it begins with a key such as target: or airflow:, and none of it is shown";

/**
 * Whether a text is a file of something else, such as /etc/shadow, of which no message may quote a word. One key at the
 * top is enough to be a deployment file, however wrong the rest is; so is a file without any text.
 */
export function isNoDeployment(text: string, topKeys: readonly string[]): boolean {
  const known = new Set(topKeys);
  let written = false;
  for (const line of text.split(/\r?\n/)) {
    if (/^(\uFEFF|---|\s)*(#|$)/.test(line)) continue;
    written = true;
    for (const [, key = ""] of line.matchAll(KEY)) if (known.has(key)) return false;
  }
  return written;
}

/** At the start of a line, or inside brackets of one that begins with them; YAML wants a blank behind the colon. */
const KEY = /(?:^\uFEFF?|^\s{0,40}\{|(?<=[{,])\s{0,40}|^\s{0,40})["']?([A-Za-z]{1,40})["']?\s{0,40}:(?=\s|$)/g;
