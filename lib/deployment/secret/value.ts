import { announces } from "./name";
import { secretInPairs } from "./pairs";
import { isLogin, secretInUrl } from "./url";

/** Begins of keys that services issue. A certificate is public, its private key is not. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY|PuTTY-User-Key-File|\bAGE-SECRET-KEY-1/, "a private key"],
  [/(?<![A-Z0-9])(AKIA|ASIA)[0-9A-Z]{16}(?![A-Z0-9])/, "an AWS access key"],
  [/(?<!\w)(gh[pousr]_[A-Za-z0-9]{16}|github_pat_\w{16})/, "a GitHub token"],
  [/(?<!\w)gl(pat|ptt|dt|rt|cbt|ft|agent|soat|imt)-[\w-]{16}/, "a GitLab token"],
  [/(?<!\w)xox[abceoprs]-[\w-]{8}|(?<!\w)xapp-\d-[\w-]{8}/, "a Slack token"],
  [/(?<![\w-])AIza[\w-]{35}|(?<!\w)ya29\.[\w-]{20}|(?<!\w)GOCSPX-[\w-]{16}/, "a Google API key"],
  [/(?<![\w-])sk-[A-Za-z0-9_-]{20}|(?<!\w)[sr]k_(live|test)_[A-Za-z0-9]{16}/, "an API key"],
  [
    /(?<!\w)(npm_[A-Za-z0-9]{30}|pypi-[\w-]{30}|dckr_pat_[\w-]{20}|hf_[A-Za-z0-9]{30}|hv[sb]\.[\w-]{20}|do[opr]_v1_[a-f0-9]{40}|glsa_\w{20}|dapi[a-f0-9]{32}|shp(at|ca|pa|ss)_[a-fA-F0-9]{32}|ATATT3[\w-]{20}|NRAK-[A-Z0-9]{27}|SG\.[\w-]{16,64}\.[\w-]{16}|lin_api_\w{20}|sq0(atp|csp)-[\w-]{20})/,
    "an API key",
  ],
  [/(?<![\w-])eyJ[\w-]{8,4096}\.eyJ[\w-]{8}/, "a signed token"],
  // 32 bytes: Airflow's own keys. A digest of a file in the same letters says so by its prefix.
  [/(?<![\w+/=-])[\w-]{43}=(?![\w+/=-])/, "a Fernet key"],
  [/(?<![\w+/=-])[A-Za-z0-9+/]{86}==(?![\w+/=-])/, "a storage account's key"],
];

/** Addresses that are a secret themselves: who knows one may write there. */
const WEBHOOKS =
  /\bhooks\.slack\.com\/(services|workflows|triggers)\/|\bdiscord(app)?\.com\/api\/webhooks\/|\b(outlook\.office(365)?|webhook\.office)\.com\/webhook|\bchat\.googleapis\.com\/v1\/spaces\/|\bhooks\.zapier\.com\/|\bapi\.telegram\.org\/bot\d|\bevents\.pagerduty\.com\/integration\/|\bmaker\.ifttt\.com\/trigger\/|\bhook\.[a-z0-9.]{0,20}make\.com\/|\bhook\.integromat\.com\/|\bopen\.(larksuite|feishu)\.(com|cn)\/open-apis\/bot\/|\boapi\.dingtalk\.com\/robot\/|\bqyapi\.weixin\.qq\.com\/cgi-bin\/webhook\/|\bhc-ping\.com\/[\w-]{20}|\bapi\.day\.app\/\w|\/hooks\/[a-z0-9]{26}\b|\bingest\.[a-z0-9.]{0,20}sentry\.io\/.{0,50}sentry_key=|\bwebhooks?\.[a-z0-9.-]{1,60}\/[\w/-]{0,80}[a-z0-9]{20}/i;

const HEADER = /\bauthorization["']?\s{0,5}[:=]\s{0,5}["']?(bearer|basic|token|digest)\s{1,5}(?![${<*])[^\s"']/i;
const BEARER = /(?<![\w-])bearer\s{1,5}(?![${<*])(?=[\w.~+/=-]{0,200}\d|[\w.~+/=-]{20})[\w.~+/=-]{6}/i;
const BASIC = /(?<![\w-])basic\s{1,5}([A-Za-z0-9+/]{6,400}={0,2})(?![\w+/=])/i;

/** Why a text is or holds a secret, whatever it is called; undefined: it does not look like one. */
export function secretInValue(text: string): string | undefined {
  const known = KNOWN.find(([pattern]) => pattern.test(text))?.[1];
  if (known !== undefined) return `the value looks like ${known}`;
  if (WEBHOOKS.test(text)) return "the value looks like the address of a webhook, which is a secret";
  const url = secretInUrl(text);
  if (url !== undefined) return url;
  if (isLogin(text)) return "the value looks like user and password before an address";
  if (HEADER.test(text) || BEARER.test(text) || isBasic(text)) return "the value looks like a header that logs in";
  return secretInJson(text) ?? secretInPairs(text);
}

function isBasic(text: string): boolean {
  const encoded = BASIC.exec(text)?.[1];
  return (
    encoded !== undefined && /^[\x20-\x7e]{1,200}:[\x20-\x7e]{0,200}$/.test(Buffer.from(encoded, "base64").toString())
  );
}

/** Keys of JSON at any depth, and texts in it that are secrets themselves. */
function secretInJson(text: string): string | undefined {
  if (!/^\s{0,50}[[{]/.test(text)) return undefined;
  const open: (readonly [key: string, value: unknown])[] = [["", parsed(text)]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [key, value] = next;
    if (typeof value === "object" && value !== null)
      for (const [name, inside] of Object.entries(value)) open.push([Array.isArray(value) ? key : name, inside]);
    else if (typeof value === "string" || typeof value === "number") {
      const shown = String(value);
      if (shown !== "" && announces(key, shown))
        return `the value is JSON with ${/^[\w.-]{1,64}$/.test(key) ? `"${key}", which` : "a key that"} sounds like a secret`;
      const why = typeof value === "string" ? secretInValue(value) : undefined;
      if (why !== undefined) return why;
    }
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
