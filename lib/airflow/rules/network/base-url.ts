import { canonical, isUrl, pathOf } from "../../../deployment/schema/base-url";
import type { Deployment } from "../../../deployment/schema/schema";
import { looksSecret } from "../../../deployment/secret/judge";
import { mayBeSecret, quoted } from "../../../deployment/words/echo";
import type { Finding } from "../../../deployment/words/finding";
import { isHost } from "../../derived/host-name";

const PATH = ["webserver", "baseUrl"];
const ALONE = "expected scheme, host, port and path alone";
const FORM = "write one such as https://data.example.com/airflow";

/**
 * An address that a browser, Airflow, its health checks and every proxy between take alike. A slash at its end is gone
 * before.
 */
export function addressOfPeople({ webserver: { baseUrl } }: Deployment): readonly Finding[] {
  // One that holds a password is refused as a secret.
  if (baseUrl === undefined || looksSecret("baseUrl", baseUrl) !== undefined) return [];
  const message = refusal(baseUrl);
  return message === undefined ? [] : [{ path: PATH, message }];
}

function refusal(text: string): string | undefined {
  if (canonical(text) !== text || !hasHost(text)) return `${ALONE}, got ${quoted(text, "baseUrl")}; ${remedy(text)}`;
  if (!/^\/execution(\/|$)/i.test(pathOf(text))) return undefined;
  return `got ${quoted(text, "baseUrl")}, and nobody comes through to paths that begin with /execution, where workers of 3.x report; write another path, such as /airflow`;
}

function hasHost(address: string): boolean {
  const { hostname, port } = new URL(address);
  return isHost(hostname) && port !== "0";
}

/** The same address without what is too much, where it is one then. */
function remedy(text: string): string {
  if (mayBeSecret(text, "baseUrl") || !isUrl(text)) return FORM;
  const { protocol, host, pathname } = new URL(text);
  const path = pathname.replace(/\/{2,}/g, "/").replace(/\/$/, "");
  const better = canonical(`${protocol}//${host.replace(/\.(?=:|$)/, "")}${path}`);
  return better !== undefined && hasHost(better) ? `write ${better}` : PARTS;
}

const PARTS =
  "a path has at most 100 characters, of A-Z a-z 0-9 . _ ~ and - between its slashes, and no part begins with a dot: " +
  FORM;
