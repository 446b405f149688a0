/** Words of a key that announce a secret. Whole words only: TOKENIZERS_PARALLELISM announces none. */
const ALWAYS = /^(PASSWORD|PASSWD|PASSPHRASE|PWD)$/;
const MOSTLY = /^(SECRET|TOKEN|APIKEY|CREDENTIAL|CREDENTIALS)$/;
const PAIRS = /(^|_)(API|PRIVATE|ACCESS|ENCRYPTION|SIGNING|FERNET)_KEY(_|$)/;

/** A last word that makes the key speak about a secret instead of holding it: PASSWORD_FILE, TOKEN_URL, SECRET_ARN. */
const ABOUT =
  /^(FILE|PATH|DIR|NAME|ID|ARN|URL|URI|HOST|ENDPOINT|TTL|EXPIRY|EXPIRATION|TIMEOUT|SECONDS|TIME|LENGTH|LIMIT|COUNT|TYPE|PREFIX|ADAPTER|CLASS|BACKEND|PROVIDER|POLICY|REGION|VERSION)$/;

/** Begins of keys that services issue. A certificate is public, its private key is not. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY/, "a private key"],
  [/\b(AKIA|ASIA)[0-9A-Z]{16}\b/, "an AWS access key"],
  [/\b(gh[pousr]_[A-Za-z0-9]{16,}|github_pat_\w{16,})/, "a GitHub token"],
  [/\bglpat-[\w-]{16,}/, "a GitLab token"],
  [/\bxox[abeprs]-[\w-]{8,}/, "a Slack token"],
  [/\bAIza[\w-]{35}/, "a Google API key"],
  [/\bsk-[A-Za-z0-9_-]{20,}/, "an API key"],
  [/\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\./, "a signed token"],
];

/** `user:password@` in a URL; a reference such as $PASSWORD or {{ ... }} in its place is no password. */
const PASSWORD_IN_URL = /[a-z][a-z0-9+.-]*:\/\/[^\s/?#@:"']*:(?!\$|\{\{|\*+@)[^\s/?#@"']+@/i;

/** Why a plain value looks like a secret; undefined: it does not. Never repeats the value. */
export function looksSecret(key: string, value: string): string | undefined {
  if (value === "") return undefined;
  if (PASSWORD_IN_URL.test(value)) return "the value holds a URL with a password in it";
  const known = KNOWN.find(([pattern]) => pattern.test(value))?.[1];
  if (known !== undefined) return `the value looks like ${known}`;
  return announces(key, value) ? `"${key}" sounds like a secret` : undefined;
}

function announces(key: string, value: string): boolean {
  const words = wordsOf(key);
  if (ABOUT.test(words.at(-1) ?? "")) return false;
  // PWD alone is the shell's working directory.
  if (words.some((word) => ALWAYS.test(word)) && key !== "PWD") return !/^(true|false)$/i.test(value);
  const named = words.some((word) => MOSTLY.test(word)) || PAIRS.test(words.join("_"));
  return named && !/^(true|false|none|null|\d+(\.\d+)?)$/i.test(value);
}

/** dbPassword and DB-PASSWORD alike: DB, PASSWORD. */
const wordsOf = (key: string): readonly string[] =>
  key
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toUpperCase()
    .split(/[^A-Z]+/)
    .filter((word) => word !== "");
