import { createHmac } from "node:crypto";
import type { AirflowPart } from "../../deployment/schema/airflow";
import type { File } from "../workloads/service";
import { located, PROGRAMS } from "./files";
import type { SshAddress } from "./repository-address";

/** Where every process finds the keys of the repository's host. */
export const KNOWN_HOSTS = `${PROGRAMS}/known_hosts`;

/** Lines of the deployment file as a whole file. */
export const knownHostsText = (lines: string): string => (lines.endsWith("\n") ? lines : `${lines}\n`);

/** The file with them, where the DAGs come over SSH. `root` is the project's folder. */
export function knownHostsFile({ credentials }: AirflowPart["dags"], root: string): readonly File[] {
  const given = credentials?.knownHosts;
  if (given === undefined) return [];
  if (typeof given !== "string") return [{ target: KNOWN_HOSTS, source: located(root, given.file) }];
  return [{ target: KNOWN_HOSTS, content: knownHostsText(given) }];
}

interface Entry {
  readonly hosts: string;
  /** Not `@revoked`. */
  readonly trusted: boolean;
}

/** The entries of such a text, or the number of the first line that is none. Source: sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT". */
export function entriesOf(text: string): readonly Entry[] | number {
  const entries: Entry[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (/^[ \t]*(#|$)/.test(line)) continue;
    const entry = entryOf(line);
    if (entry === undefined) return index + 1;
    entries.push(entry);
  }
  return entries;
}

const LINE =
  /^[ \t]*(?:(@cert-authority|@revoked)[ \t]+)?([^ \t@#][^ \t]{0,4095})[ \t]+([A-Za-z0-9@.-]{4,64})[ \t]+([A-Za-z0-9+/]{16,16384}={0,2})(?:[ \t][^\r]*)?$/;

function entryOf(line: string): Entry | undefined {
  const [, marker, hosts, kind, key] = LINE.exec(line) ?? [];
  if (hosts === undefined || kind === undefined || key === undefined || kindOf(key) !== kind) return undefined;
  return { hosts, trusted: marker !== "@revoked" };
}

/** A key begins with the length and the name of its kind. Source: RFC 4253, section 6.6. */
function kindOf(key: string): string | undefined {
  const bytes = Buffer.from(key, "base64");
  const end = 4 + bytes.readUInt32BE(0);
  return end < bytes.length ? bytes.subarray(4, end).toString("latin1") : undefined;
}

/** Whether ssh finds a key for the address among them. */
export function knows(entries: readonly Entry[], { host, port }: Pick<SshAddress, "host" | "port">): boolean {
  const plain = host.toLowerCase();
  // At another port ssh asks for the name with it, and takes the key of the name alone too.
  const names = port === 22 ? [plain] : [`[${plain}]:${port}`, plain];
  return entries.some(({ hosts, trusted }) => trusted && names.some((name) => covers(hosts, name)));
}

/** Source: sshd(8): a digest of one name, or patterns of which one that begins with `!` rules out. */
function covers(hosts: string, name: string): boolean {
  const [, salt, digest] = /^\|1\|([A-Za-z0-9+/=]+)\|([A-Za-z0-9+/=]+)$/.exec(hosts) ?? [];
  if (salt !== undefined)
    return createHmac("sha1", Buffer.from(salt, "base64")).update(name).digest("base64") === digest;
  const patterns = hosts.toLowerCase().split(",");
  const fits = (pattern: string) => matches(pattern, name);
  return !patterns.some((one) => one.startsWith("!") && fits(one.slice(1))) && patterns.some(fits);
}

/** `*` for any characters, `?` for one. A star that does not fit is made longer: never more than pattern times name. */
function matches(pattern: string, name: string): boolean {
  let [at, star, from] = [0, -1, 0];
  for (let here = 0; here < name.length; ) {
    if (pattern[at] === "*") [star, from, at] = [at, here, at + 1];
    else if (pattern[at] === "?" || pattern[at] === name[here]) [at, here] = [at + 1, here + 1];
    else if (star === -1) return false;
    else [at, from, here] = [star + 1, from + 1, from + 1];
  }
  return /^\**$/.test(pattern.slice(at));
}

/** What prints the lines that are wanted. */
export const keyscan = ({ host, port }: Pick<SshAddress, "host" | "port">): string =>
  `ssh-keyscan ${port === 22 ? "" : `-p ${port} `}${host}`;

/**
 * What is wrong with a text as the keys of a host; undefined: nothing.
 * @param shown the host for messages
 */
export function unfit(text: string, address: SshAddress, shown: string): string | undefined {
  const scan = keyscan({ ...address, host: shown });
  const entries = entriesOf(text);
  if (typeof entries === "number")
    return `line ${entries} is not of the form HOST KIND KEY, as in known_hosts; write what ${scan} prints`;
  if (knows(entries, address)) return undefined;
  const name = address.port === 22 ? shown : `[${shown}]:${address.port}`;
  return `none of its lines is of ${name}, the repository's host; add what ${scan} prints, and compare it with what the host's owner says`;
}
