import type { BrokerPart } from "../../deployment/schema/data";
import type { Endpoint } from "../endpoint";
import { PROGRAMS } from "../files/files";
import { givenOr, inUrl, type Text } from "../secrets/secret";
import { existingTls } from "./server-ca";
import { urlPart } from "./url-part";

/** Where every process finds the authority that signs the broker's certificate. */
export const BROKER_CA = `${PROGRAMS}/broker-ca.pem`;

/** Where the broker answers, if the file names an existing one. `root` is the project's folder. */
export const existingBroker = (part: BrokerPart, root: string): Endpoint | undefined =>
  part.host === undefined
    ? undefined
    : {
        host: part.host,
        port: String(part.port),
        shownAs: `${part.host}:${part.port}`,
        ...existingTls(part.tls, root),
      };

/**
 * The only place with the grammar of broker URLs. `ssl_cert_reqs` is written out, because without it Celery's client
 * does not verify the server; kombu takes `CERT_REQUIRED` and `required`, redis-py the latter only. Both check the name
 * unless told otherwise (redis-py 6.4). An existing broker without a password is the file's own choice; ours always has
 * one.
 */
export function brokerUrl(part: BrokerPart, at: Endpoint): Text {
  const open = part.host !== undefined && part.password === undefined;
  const user = part.user === undefined ? "" : urlPart(part.user);
  const who: Text = open ? [] : [`${user}:`, inUrl(givenOr(part.password, "broker")), "@"];
  const scheme = at.tls === undefined ? "redis" : "rediss";
  return [`${scheme}://`, ...who, `${at.host}:${at.port}/${part.database}${verified(at)}`];
}

const verified = ({ tls }: Endpoint): string => {
  if (tls === undefined) return "";
  const ca = tls.ca === undefined ? "" : `&ssl_ca_certs=${BROKER_CA}`;
  return `?ssl_cert_reqs=required${ca}${tls.name === false ? "&ssl_check_hostname=false" : ""}`;
};

/**
 * The same for what takes no words of a URL: Flower's page of the queues. Only where an authority of the server's own is
 * not among those that the image trusts. Seen with both releases: Celery's client goes on by the URL.
 */
export function brokerUseSsl({ tls }: Endpoint): Readonly<Record<string, string | false>> | undefined {
  if (tls?.ca === undefined) return undefined;
  return {
    ssl_cert_reqs: "required",
    ssl_ca_certs: BROKER_CA,
    ...(tls.name === false ? { ssl_check_hostname: false as const } : undefined),
  };
}
