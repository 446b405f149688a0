import type { BrokerPart } from "../deployment/data";
import type { Endpoint } from "./platform";
import { givenOr, inUrl, type Text } from "./secret";

/** Where the broker answers, if the file names an existing one. */
export const existingBroker = (part: BrokerPart): Endpoint | undefined =>
  part.host === undefined
    ? undefined
    : {
        host: part.host,
        port: String(part.port),
        shownAs: `${part.host}:${part.port}`,
        ...(part.tls ? { tls: {} } : {}),
      };

/**
 * The only place with the grammar of broker URLs. `ssl_cert_reqs` is written out, because without it Celery's client
 * does not verify the server; kombu takes `CERT_REQUIRED` and `required`, redis-py the latter only. An existing broker
 * without a password is the file's own choice; ours always has one.
 */
export function brokerUrl(part: BrokerPart, at: Endpoint): Text {
  const open = part.host !== undefined && part.password === undefined;
  const user = part.user === undefined ? "" : encodeURIComponent(part.user);
  const who: Text = open ? [] : [`${user}:`, inUrl(givenOr(part.password, "broker")), "@"];
  const scheme = at.tls === undefined ? "redis" : "rediss";
  const verified = at.tls === undefined ? "" : "?ssl_cert_reqs=required";
  return [`${scheme}://`, ...who, `${at.host}:${at.port}/${part.database}${verified}`];
}
