/** The address of a server as SQLAlchemy and Celery write it. */
export interface Address {
  /** Without a driver: `postgresql`, `redis`. */
  readonly scheme: string;
  readonly user: string;
  readonly password: string;
  readonly host: string;
  readonly port: number | undefined;
  /** After the host, without its slash: a database. */
  readonly name: string;
  readonly parameters: string;
}

/** Reads an address; undefined where it is none. Passwords may be percent-encoded. */
export function address(text: string): Address | undefined {
  const [start, scheme = ""] = /^(?:db\+)?([a-z][a-z0-9]{0,30})(?:\+[a-z0-9]{1,30})?:\/\//i.exec(text.trim()) ?? [];
  if (start === undefined) return undefined;
  const rest = text.trim().slice(start.length);
  const at = loginEnd(rest);
  const login = rest.slice(0, Math.max(0, at));
  const colon = login.indexOf(":");
  const user = colon === -1 ? login : login.slice(0, colon);
  const password = colon === -1 ? "" : login.slice(colon + 1);
  const [whole, host = "", port, name = "", parameters = ""] =
    /^(\[[^\]]+\]|[^:/?@]*)(?::(\d+))?(?:\/([^?]*))?(?:\?(.*))?$/.exec(rest.slice(at + 1)) ?? [];
  if (whole === undefined || /[@/]/.test(user)) return undefined;
  return {
    scheme: scheme.toLowerCase(),
    user: decoded(user),
    password: decoded(password),
    host,
    port: port === undefined ? undefined : Number(port),
    name: decoded(name),
    parameters,
  };
}

/** The @ behind user and password: the last one that stands before the parameters. */
function loginEnd(rest: string): number {
  const parameters = rest.indexOf("?");
  const before = parameters === -1 ? -1 : rest.slice(0, parameters).lastIndexOf("@");
  return before === -1 ? rest.lastIndexOf("@") : before;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
