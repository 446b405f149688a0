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
  const parts =
    /^(?:db\+)?([a-z][a-z0-9]*)(?:\+[a-z0-9]+)?:\/\/(?:([^:@/]*)(?::(.*))?@)?(\[[^\]]+\]|[^:/?@]*)(?::(\d+))?(?:\/([^?]*))?(?:\?(.*))?$/i.exec(
      text.trim(),
    );
  if (parts === null) return undefined;
  const [, scheme = "", user = "", password = "", host = "", port, name = "", parameters = ""] = parts;
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

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
