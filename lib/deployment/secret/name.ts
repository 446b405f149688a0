import {
  ABOUT,
  ALWAYS,
  BEFORE,
  ENDINGS,
  GLUED_ABOUT,
  INNOCENT,
  KEYS,
  MOSTLY,
  OTHER_KEYS,
  WHOLE,
  wordsOf,
} from "./words";

/** Whether a name announces a secret, and whether what it holds may be one. */
export function announces(name: string, value: string): boolean {
  // The shell's working directories.
  if (/^(OLD)?PWD$/.test(name)) return false;
  const words = wordsOf(name);
  if (words.length === 0 || isAbout(words)) return false;
  if (words.some((word, index) => has(word, ALWAYS) || has(word + (words[index + 1] ?? ""), ALWAYS)))
    return !/^(true|false|yes|no|on|off|none|null)$/i.test(value);
  if (NOTHING.test(value) || isPath(value)) return false;
  if (words.some((word, index) => speaks(word, words[index - 1] ?? "", words[index + 1]))) return true;
  return isOwnKey(words) && looksIssued(value);
}

/** Values of a switch or a limit. */
const NOTHING =
  /^(true|false|yes|no|on|off|none|null|auto|always|never|required|optional|enabled|disabled|default|-?\d{1,15}(\.\d{1,9})?)$/i;

/** Where something lies, on a host or in a container. */
const isPath = (value: string): boolean =>
  /^(\.{1,2}|~)\/[\w./-]{1,250}$/.test(value) ||
  /^[\w-]{1,99}\.(keytab|pem|key|crt|cer|json|p12|pfx|jks|pub)$/.test(value) ||
  /^\/(etc|opt|run|var|home|root|usr|tmp|srv|mnt|secrets?|data|app|config|certs?|keys|vault|files|workspace|airflow)\/[\w./@-]{1,250}$/.test(
    value,
  );

function isAbout(words: readonly string[]): boolean {
  const last = words.at(-1) ?? "";
  // The address of a webhook is the secret.
  if (/^UR[LI]$/.test(last) && words.some((word) => word.endsWith("WEBHOOK"))) return false;
  // API_KEYS are keys.
  if (last === "KEYS") return !KEYS.includes(words.at(-2) ?? "");
  return words.length > 1 && ABOUT.has(last);
}

/** A stem in a word; what follows it there may say that the word is about a secret: PASSWORDFILE, TOKENIZERS. */
function has(word: string, stems: ReadonlySet<string>): boolean {
  for (const stem of stems) {
    const at = word.indexOf(stem);
    const rest = at === -1 ? "" : word.slice(at + stem.length);
    if (at !== -1 && (isAddressOfHook(stem, rest) || !GLUED_ABOUT.includes(rest))) return true;
  }
  return false;
}

const isAddressOfHook = (stem: string, rest: string) => stem === "WEBHOOK" && /^UR[LI]$/.test(rest);

function speaks(word: string, before: string, after: string | undefined): boolean {
  const last = after === undefined;
  if (has(word, MOSTLY)) return !(word === "WEBHOOK" && !last && !/^UR[LI]$/.test(after));
  if (isPair(before, word)) return true;
  if (keyAtEnd(word)) return true;
  if (WHOLE.has(word)) return whole(word, before, last);
  return !INNOCENT.has(word) && ENDINGS.some((ending) => word.length > ending.length && word.endsWith(ending));
}

/** `after` counts for words that other words are made with: PASS_THROUGH, TOKEN_BUCKET. */
function whole(word: string, before: string, last: boolean): boolean {
  if (word === "PASS") return last && !BEFORE.PASS.has(before);
  if (word === "TOKEN") return !BEFORE.TOKEN.has(before);
  return last || /^(TOKEN|DSN|JWT|PWD|CREDS|SECRETS|PASSWORDS|CREDENTIALS|AUTHORIZATION)$/.test(word);
}

function isPair(before: string, word: string): boolean {
  if (word === "STRING") return /^(CONNECTION|CONN|CONNECT)$/.test(before);
  if (word === "STR") return /^(CONNECTION|CONN)$/.test(before);
  if (word === "HOOK") return before === "WEB";
  if (word === "TOKENS") return /^(API|ACCESS|AUTH|REFRESH|BOT)$/.test(before);
  if (word === "AUTH") return /^(HTTP|BASIC|REDIS|REGISTRY|DOCKER|NPM|PROXY|BROKER)$/.test(before);
  if (word === "COOKIE") return /^(SESSION|AUTH|LOGIN|ERLANG)$/.test(before);
  return (word === "KEY" || word === "KEYS") && KEYS.includes(before);
}

/** Glued: ACCESSKEY, SSHKEY, CONNECTIONSTRING. */
const keyAtEnd = (word: string): boolean =>
  word === "CONNECTIONSTRING" || KEYS.some((key) => word.endsWith(`${key}KEY`) || word.endsWith(`${key}KEYS`));

/** STRIPE_KEY: somebody's key, unless it is the key of a table. */
function isOwnKey(words: readonly string[]): boolean {
  const [before, last] = [words.at(-2), words.at(-1)];
  return last === "KEY" && before !== undefined && !OTHER_KEYS.has(before);
}

/** Letters and digits mixed, or long: not the word that a key of a table is. */
const looksIssued = (value: string): boolean =>
  /^[^\s/.]{4,}$/.test(value) && (/[A-Za-z]/.test(value) ? /\d/.test(value) || value.length >= 16 : false);
