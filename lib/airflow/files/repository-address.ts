import { mayBeSecret } from "../../deployment/words/echo";

/** What git asks by SSH, in its parts. Source: git-clone(1), "GIT URLS". */
export interface SshAddress {
  readonly user: string;
  /** An IPv6 address without its brackets. */
  readonly host: string;
  readonly port: number;
}

const SSH_PORT = 22;
const USER = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}";
const HOST = "[A-Za-z0-9][A-Za-z0-9._-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\]";
const URL = new RegExp(`^ssh://(${USER})@(${HOST})(?::([0-9]{1,5}))?/+[^/-]`);
const SHORT = new RegExp(`^(${USER})@(${HOST}):(?![0-9]+/)/?[^/:-]`);

/** `ssh://git@host:2222/path` or `git@host:path`; undefined: an address of another kind, or one that git misreads. */
export function sshAddress(git: string): SshAddress | undefined {
  const [, user, host, port] = URL.exec(git) ?? SHORT.exec(git) ?? [];
  const number = port === undefined ? SSH_PORT : Number(port);
  if (user === undefined || host === undefined || number < 1 || number > 65_535) return undefined;
  return { user, host: host.replace(/^\[|\]$/g, ""), port: number };
}

const PORTS = { http: 80, https: 443, git: 9418 } as const;

/** The port at which a repository is asked. */
export function repositoryPort(git: string): number {
  const ssh = sshAddress(git);
  if (ssh !== undefined) return ssh.port;
  const [, scheme = "", port] = /^(https?|git):\/\/[^/?#]*?(?::([0-9]{1,5}))?(?:[/?#]|$)/i.exec(git) ?? [];
  if (port !== undefined) return Number(port);
  const known = scheme.toLowerCase();
  return known === "http" || known === "https" || known === "git" ? PORTS[known] : SSH_PORT;
}

/** The host for messages. */
export const hostShown = ({ host }: SshAddress): string => (mayBeSecret(host, "host") ? "HOST" : host);
