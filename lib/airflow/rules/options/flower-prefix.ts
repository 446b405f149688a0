import { canonical } from "../../../deployment/schema/base-url";
import type { Deployment } from "../../../deployment/schema/schema";
import { quoted } from "../../../deployment/words/echo";
import type { Finding } from "../../../deployment/words/finding";
import { pathOfName, writtenOptions } from "../../derived/option-value";
import { FLOWER_PREFIX, flowerPath } from "../../workloads/flower";

/** The path of Flower, by which its health check asks and its links lead: of the characters that a base URL's may have. */
export function flowerPrefix(deployment: Deployment): readonly Finding[] {
  const written = writtenOptions(deployment).find(({ name }) => name === FLOWER_PREFIX);
  if (written === undefined || written.value === "") return [];
  const message =
    typeof written.value === "string"
      ? refusal(written.value, flowerPath(deployment))
      : `a path is no secret; ${WRITE}`;
  return message === undefined ? [] : [{ path: pathOfName(FLOWER_PREFIX), message }];
}

const WRITE = "write it as text, such as /flower";

function refusal(text: string, path: string): string | undefined {
  if (path === "") return `got ${quoted(text)}, which is no path of its own; leave it out, or ${WRITE}`;
  const address = `http://flower${path}`;
  if (canonical(address) === address) return undefined;
  return `expected a path of at most 100 characters, A-Z a-z 0-9 . _ ~ and - between its slashes, got ${quoted(text)}; ${WRITE}`;
}
