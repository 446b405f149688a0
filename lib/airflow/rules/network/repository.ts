import type { Deployment } from "../../../deployment/schema/schema";
import { mayBeSecret, quoted } from "../../../deployment/words/echo";
import type { Finding } from "../../../deployment/words/finding";
import type { Limits } from "../../endpoint";
import { sshAddress } from "../../files/repository-address";

const path = ["airflow", "dags", "git"];

/** The repository with the DAGs, and the folder in it: what every process can reach, and finds there. */
export function repository({ airflow: { dags } }: Deployment, limits: Limits): readonly Finding[] {
  if (dags.git === undefined) return [];
  const message = refusal(dags.git, limits);
  return [
    ...(message === undefined ? [] : [{ path, message }]),
    ...(dags.subdir === undefined ? [] : subdir(dags.subdir)),
  ];
}

const FORM = "an address such as https://example.com/acme/dags.git";
const SSH_FORM = "an address such as ssh://git@example.com/acme/dags.git";

function refusal(git: string, limits: Limits): string | undefined {
  const got = quoted(git, "git");
  if (/\s/.test(git)) return `expected ${FORM}, got ${got}; write it without spaces`;
  if (sshAddress(git) !== undefined) return undefined;
  const ssh = LIKE_HOST.test(git) ? undefined : overSsh(git);
  if (ssh !== undefined) return `expected ${SSH_FORM}, got ${got}; write ${inFull(ssh)}`;
  const [, scheme] = /^([a-z][a-z0-9+.-]{0,20}):/i.exec(git) ?? [];
  if (LIKE_HOST.test(git)) return `expected ${FORM}, got ${got}; write ${shown(`https://${git}`)}`;
  if (scheme === undefined || /^(file|[a-z])$/i.test(scheme))
    return `processes do not see repositories on this machine, got ${got}; push it to a server of git and write ${FORM}${limits.hostFiles ? ", or folder: PATH for the files as they lie here" : ""}`;
  if (/^gs$/i.test(scheme)) return `a bucket is no repository, got ${got}; write bucket: in place of git:`;
  if (!/^(https?|git)$/i.test(scheme)) return `expected ${FORM}, got ${got}`;
  if (!/^[a-z]+:\/\/[^/?#]+\/+[^/?#]/i.test(git)) return `expected ${FORM}, got ${got}, which names no repository`;
  return ofPage(git);
}

/** What a message tells to write, unless that may be a secret. */
const shown = (address: string): string => (mayBeSecret(address, "git") ? FORM : address);

/** `github.com/acme/dags.git` and `git:3000/acme/dags`, which git takes for a folder and for SSH. */
const LIKE_HOST = /^([a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){0,8}:\d{2,5}|([a-z0-9-]{1,63}\.){1,8}[a-z]{2,24})\/[^/]/i;

/** What a person meant by an address that git asks by SSH. */
interface Meant {
  readonly user: string;
  readonly host: string;
  readonly port: string;
  readonly below: string;
}

/** Parts of an address that git asks by SSH and that is not of the form; undefined: it is of another kind. */
function overSsh(git: string): Meant | undefined {
  const url = /^(?:git\+)?ssh(?:\+git)?:\/\/(?:([^@/]*)@)?(\[[^\]/]*\]|[^:/@]*)(?::(\d*))?\/*(.*)$/i.exec(git);
  const short = /:\/\//.test(git)
    ? null
    : /^(?:([^@/:]+)@)?(\[[^\]/]*\]|[^:/@]{2,}):(?:(\d+)(?=\/))?\/*(.*)$/.exec(git);
  const [, user = "", host, port = "", below] =
    url ?? (/^(file|https?|git|gs|s3)$/i.test(short?.[2] ?? "") ? null : short) ?? [];
  return host === undefined || below === undefined ? undefined : { user, host, port, below };
}

/** The address with all that git over SSH needs to know, unless that may be a secret or is no address either. */
function inFull({ user, host, port, below }: Meant): string {
  const whole = `ssh://${user === "" ? "git" : user}@${host}${port === "" ? "" : `:${port}`}/${below}`;
  return sshAddress(whole) === undefined || mayBeSecret(whole, "git") ? SSH_FORM : whole;
}

/** The page of a branch, as a browser shows it, or a branch written behind the address. */
function ofPage(git: string): string | undefined {
  const [, start, ref, below = ""] =
    /^([a-z]+:\/\/[^/?#]+\/[^/?#]+\/[^?#]+?)(?:\/-)?\/(?:tree|blob|src\/branch)\/([^/?#]+)([^?#]*)/i.exec(git) ?? [];
  const folder = below.split("/").filter((part) => part !== "");
  if (start !== undefined && ref !== undefined)
    return `expected the address of a repository, got that of a page; write git: ${shown(start)}, ref: ${ref}${folder.length === 0 ? "" : ` and subdir: ${folder.join("/")}`}`;
  const [, before, sign, after] = /^([^?#]+)([?#])(.*)$/.exec(git) ?? [];
  if (before === undefined) return undefined;
  return `expected ${FORM}, got ${quoted(git, "git")}; write it without what follows ${sign}${sign === "#" && /^[\w./-]+$/.test(after ?? "") ? `, and ref: ${after}` : ", and a branch as ref:"}`;
}

function subdir(value: string): readonly Finding[] {
  const say = (message: string): readonly Finding[] => [{ path: ["airflow", "dags", "subdir"], message }];
  const got = quoted(value, "subdir");
  const parts = value.split(/[\\/]/);
  if (parts.includes(".."))
    return say(`expected a folder inside the repository, got ${got}; write it from the repository's root, without ..`);
  const clean = parts.filter((part) => part !== "" && part !== ".").join("/");
  if (clean === "" || clean === "~")
    return say(`expected a folder inside the repository, got ${got}; leave subdir: out for its root`);
  if (/^~\//.test(value))
    return say(`expected a folder inside the repository, got ${got}; write it from the repository's root`);
  if (value === clean || value === `./${clean}`) return [];
  return say(
    `expected a folder inside the repository, got ${got}; write subdir: ${/^[\w./-]+$/.test(clean) ? clean : JSON.stringify(clean)}`,
  );
}
