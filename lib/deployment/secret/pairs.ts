import { announces } from "./name";
import { isStandIn } from "./url";

/** `Password=x;`, `--token=x`, `?sig=x`, `{'password': 'x'}`: a name and its value within a longer text. */
const ASSIGNED =
  /(?<![\w.])["']?([A-Za-z_][\w.-]{0,63}|Account Key|Shared Access Key)["']?(\s{0,3}=\s{0,3}|["']\s{0,3}:\s{0,3})["']?([^\s"',;&)}\]]{1,2000})/g;

/** A line of YAML or of a header: `password: x`. */
const LINE =
  /(?:^|\n)[ \t]{0,40}(?:- )?([A-Za-z_][\w.-]{0,63}):[ \t]{1,10}([^\s'"#][^\s]{0,2000})[ \t]{0,10}(?=\r?\n|$)/g;

/** Names that are secrets in an address or a connection string only. */
const SIGNED = /^(sig|sas|x-amz-signature|x-goog-signature|sharedaccesssignature|hapikey|sentry_key)$/i;

/** Why names and values within a text hold a secret; undefined: they do not. */
export function secretInPairs(text: string): string | undefined {
  for (const [, name = "", between = "", value = ""] of text.matchAll(ASSIGNED)) {
    if (isStandIn(value) || isWorkingFolder(name, value)) continue;
    if (SIGNED.test(name) || announces(spelled(name), value)) return told(name, between);
  }
  for (const [, name = "", value = ""] of text.matchAll(LINE))
    if (!isStandIn(value) && announces(spelled(name), value)) return told(name, ":");
  return undefined;
}

/** `PWD=` is a password in a connection string, and a folder in a shell. */
const isWorkingFolder = (name: string, value: string): boolean => /^(OLD)?PWD$/i.test(name) && /^[/~.$]/.test(value);

/** `PWD` alone is no name of a secret; as a part of a longer text it is. */
const spelled = (name: string): string => (/^pwd$/i.test(name) ? "password" : name);

const told = (name: string, between: string): string =>
  `the value holds "${name}${between.includes("=") ? "=" : ":"}", which sounds like a secret`;
