/** What stands in place of a value: `$PASSWORD`, `${PASSWORD}`, `{{ var.value.x }}`, `{name}`, `<password>`, `***`. */
export const isStandIn = (text: string): boolean =>
  text === "" ||
  /^(\$[A-Z_][A-Z0-9_]{0,99}|\$?\{[^{}]{0,200}\}|\{\{.{0,200}\}\}|<[^<>]{0,99}>|\*{1,99}|x{3,99}|%\([^()]{0,99}\)s|%s|\.{3})$/.test(
    text,
  );

/** Users that everybody knows and that no service issues. */
const KNOWN_USERS =
  /^(git|hg|svn|ssh|root|anonymous|guest|default|airflow|postgres|mysql|admin|user|ubuntu|ec2-user|aws)$/i;

/** Where a user alone is a token, because nothing else logs in there. Elsewhere it is a name such as a database's user. */
const TOKEN_AS_USER = /^(https?|wss?|rediss?|valkeys?|amqps?|pyamqp|nats|mqtts?)$/i;

/** `abfss://container@account.dfs.core.windows.net`: what stands before the @ is no user. */
const CONTAINER = /^(abfss?|wasbs?)$/i;

/** Of a user's name; what is longer or mixed with many digits is issued by a service. */
const PLAIN_USER = /^[A-Za-z][A-Za-z._+-]{0,40}\d{0,4}$/;

/** Why the URLs of a text hold a secret; undefined: they do not. Each character is looked at a fixed number of times. */
export function secretInUrl(text: string): string | undefined {
  if (!text.includes("@")) return undefined;
  for (const word of text.split(/[\s"'`<>()|]/)) {
    const found = word.includes("@") ? inWord(word) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

const PASSWORD = "the value holds a URL with a password in it";
const TOKEN = "the value holds a URL with a user in it that may be a token";

function inWord(word: string): string | undefined {
  const lastAt = word.lastIndexOf("@");
  for (let slashes = word.indexOf("://"); slashes !== -1; slashes = word.indexOf("://", slashes + 3)) {
    const scheme = /[a-z0-9+.-]{1,40}$/i.exec(word.slice(Math.max(0, slashes - 40), slashes))?.[0] ?? "";
    const start = slashes + 3;
    const authority = word.slice(start, ending(word, start));
    const at = authority.lastIndexOf("@");
    // A password with a slash in it, which no reader of addresses takes as a port.
    const torn = at === -1 && lastAt > start && /^[^:]*:(?!\d*$)./s.test(authority);
    const userInfo = at === -1 ? undefined : authority.slice(0, at);
    if (torn) return PASSWORD;
    const found = userInfo === undefined ? undefined : judge(scheme.split("+")[0] ?? "", userInfo);
    if (found !== undefined) return found;
  }
  return undefined;
}

function ending(word: string, start: number): number {
  let at = start;
  while (at < word.length && !"/?#\\".includes(word.charAt(at))) at += 1;
  return at;
}

function judge(scheme: string, userInfo: string): string | undefined {
  const colon = userInfo.indexOf(":");
  if (colon !== -1 && !isStandIn(userInfo.slice(colon + 1))) return PASSWORD;
  const user = colon === -1 ? userInfo : userInfo.slice(0, colon);
  if (CONTAINER.test(scheme) || KNOWN_USERS.test(user) || isStandIn(user)) return undefined;
  // The password is written elsewhere, so the user is one.
  if (colon !== -1) return PLAIN_USER.test(user) ? undefined : TOKEN;
  return TOKEN_AS_USER.test(scheme) || !PLAIN_USER.test(user) ? TOKEN : undefined;
}

/** `user:password@host` without a scheme, all of a text; not `user:ops@example.com` of IAM, an ARN or a digest. */
export function isLogin(text: string): boolean {
  const [, user, password, host] = /^([^\s/@:]{0,200}):([^\s@]{1,500})@([^\s@]{1,500})$/.exec(text) ?? [];
  if (user === undefined || password === undefined || host === undefined) return false;
  if (/^(user|group|serviceaccount|domain|principal|principalset|mailto|sip|arn|urn|deleted)$/i.test(user))
    return false;
  return !/^sha(256|512):/.test(host) && !password.startsWith("//") && !isStandIn(password);
}
