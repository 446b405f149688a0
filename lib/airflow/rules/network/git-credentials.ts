import type { Deployment } from "../../../deployment/schema/schema";
import { mayBeSecret } from "../../../deployment/words/echo";
import type { Finding } from "../../../deployment/words/finding";
import { keyscan, unfit } from "../../files/known-hosts";
import { hostShown, type SshAddress, sshAddress } from "../../files/repository-address";

const path = ["airflow", "dags", "credentials"];
type Dags = Deployment["airflow"]["dags"];

/** What logs in at the repository goes with its address: a key and the keys of the host over SSH, a password over HTTPS. */
export function gitCredentials({ airflow: { dags } }: Deployment): readonly Finding[] {
  if (dags.git === undefined) return [];
  const address = sshAddress(dags.git);
  if (address !== undefined) return overSsh(dags, dags.git, address);
  // Another address is refused elsewhere, and what goes with the right one is not known.
  return /^(https?|git):/i.test(dags.git) ? withoutSsh(dags, dags.git) : [];
}

function withoutSsh({ credentials }: Dags, git: string): readonly Finding[] {
  if (credentials === undefined) return [];
  const keys = (["sshKey", "knownHosts"] as const).filter((key) => credentials[key] !== undefined);
  if (keys.length > 0)
    return keys.map((key) => ({
      path: [...path, key],
      message: `${key}: goes with git over SSH only; ${instead(git)}`,
    }));
  return credentials.password === undefined
    ? [{ path, message: "expected password: { secret: NAME }, with a token or the password of the user" }]
    : [];
}

/** The same repository over SSH, and what it takes as it stands. */
function instead(git: string): string {
  const [, rest] = /^https:\/\/([^/?#:@]+\/[^/?#][^?#]*)$/i.exec(git) ?? [];
  const token = "password: { secret: NAME } for this address";
  if (rest === undefined || mayBeSecret(rest, "git")) return `write ${token}`;
  return `write git: ssh://git@${rest}, or ${token}`;
}

function overSsh({ credentials }: Dags, git: string, address: SshAddress): readonly Finding[] {
  const host = hostShown(address);
  if (credentials === undefined)
    return [{ path: ["airflow", "dags", "git"], message: `${NEITHER}${orHttps(git, host)}` }];
  const { username, password, sshKey, knownHosts } = credentials;
  return [
    ...(username === undefined ? [] : [{ path: [...path, "username"], message: USERNAME }]),
    ...(password === undefined ? [] : [{ path: [...path, "password"], message: `${PASSWORD}${orHttps(git, host)}` }]),
    ...(sshKey === undefined && password === undefined ? [{ path, message: NO_KEY }] : []),
    ...(knownHosts === undefined
      ? [{ path, message: noHosts(address, host) }]
      : typeof knownHosts === "string"
        ? written(knownHosts, address, host)
        : []),
  ];
}

function written(text: string, address: SshAddress, host: string): readonly Finding[] {
  const place = [...path, "knownHosts"];
  if (/^[\w.~][^\s]*$/.test(text) || text.startsWith("/"))
    return [{ path: place, message: "expected lines of known_hosts; write { file: PATH } for a file with them" }];
  const message = unfit(text, address, host);
  return message === undefined ? [] : [{ path: place, message }];
}

const NEITHER =
  "git over SSH logs in with a key and checks that of the host: write credentials: { sshKey: { secret: NAME }, knownHosts: { file: PATH } }";
const USERNAME = "username: goes with git over HTTPS; over SSH the user stands in the address; leave it out";
const PASSWORD = "password: goes with git over HTTPS; over SSH a key logs in: write sshKey: { secret: NAME }";
const NO_KEY = "git over SSH logs in with a key; write sshKey: { secret: NAME }";

const noHosts = (address: SshAddress, host: string): string =>
  `git over SSH checks the key of its host; run ${keyscan({ ...address, host })} > known_hosts, compare it with what the host's owner says, and write knownHosts: { file: ./known_hosts }`;

/** The same repository over HTTPS; a port of SSH is none of HTTPS. */
function orHttps(git: string, host: string): string {
  const [, below = ""] = /^(?:ssh:\/\/[^/]+|[^:[]*(?:\[[^\]]*\])?:)\/*(.*)$/.exec(git) ?? [];
  const address = `https://${host.includes(":") ? `[${host}]` : host}/${below}`;
  return host === "HOST" || mayBeSecret(address, "git")
    ? ""
    : `, or git: ${address}, where it is private with password: { secret: NAME }`;
}
