import type { Finding } from "../../deployment/words/finding";
import type { GcpReading } from "../settings/settings";

const BASE_URL = ["webserver", "baseUrl"];
const say = (message: string): readonly Finding[] => [{ path: BASE_URL, message }];

/** How people come in: by their own end of a tunnel, or by the domain of a load balancer. */
export function access({ deployment }: GcpReading): readonly Finding[] {
  const { webserver } = deployment;
  const { domain, members } = deployment.access;
  return [
    ...(domain === undefined ? [] : certified(domain)),
    ...(domain === undefined ? byTunnel(webserver) : byDomain(webserver.baseUrl, domain)),
    ...(domain !== undefined && members.length === 0 ? [NOBODY] : []),
    ...members.flatMap((member, index): readonly Finding[] =>
      members.indexOf(member) < index
        ? [{ path: ["access", "members", index], message: `${member} is written twice; remove one` }]
        : [],
    ),
  ];
}

/** Longest name of a certificate that Google makes. Source: Cloud Load Balancing, "Use Google-managed SSL certificates". */
const LONGEST = 64;

function certified(domain: string): readonly Finding[] {
  const wrong = (message: string): readonly Finding[] => [{ path: ["access", "domain"], message }];
  if (!/\.[a-z][a-z0-9-]*[a-z0-9]$/i.test(domain))
    return wrong(`got ${domain}; a certificate is made for a full name: write one, such as airflow.example.com`);
  if (domain.length <= LONGEST) return [];
  return wrong(
    `got ${domain.length} characters, and a certificate is made for at most ${LONGEST}; write a shorter name`,
  );
}

type Webserver = GcpReading["deployment"]["webserver"];

/** Of an address that says no port. */
const HTTP = 80;

/** A link that Airflow writes must lead to the end of the tunnel on the reader's own machine. */
function byTunnel({ baseUrl, port }: Webserver): readonly Finding[] {
  const own = `http://localhost:${port}`;
  if (baseUrl === undefined) return [];
  const { protocol, hostname, port: written, origin } = new URL(baseUrl);
  if (protocol === "http:" && hostname === "localhost" && Number(written || HTTP) === port) return [];
  return say(
    `got ${origin}; people come through a tunnel, to ${own}: leave baseUrl: out, or write access.domain for an address of its own`,
  );
}

function byDomain(baseUrl: string | undefined, domain: string): readonly Finding[] {
  const own = `https://${domain}`;
  if (baseUrl === undefined) return say(`missing; people come to access.domain: write ${own}`);
  const { origin } = new URL(baseUrl);
  return origin === own.toLowerCase() ? [] : say(`got ${origin}, and people come to access.domain: write ${own}`);
}

const NOBODY: Finding = {
  path: ["access", "members"],
  kind: "notice",
  message:
    "empty, and nobody passes Google's login at the domain without the role roles/iap.httpsResourceAccessor, not even the project's owner; write who may, such as group:data@example.com",
};
