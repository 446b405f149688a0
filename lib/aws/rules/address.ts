import { isIP } from "node:net";
import { pathOf } from "../../deployment/schema/base-url";
import { webserver as webserverPart } from "../../deployment/schema/processes";
import type { Finding } from "../../deployment/words/finding";
import type { AwsReading } from "../settings/settings";

const PATH = ["webserver", "baseUrl"];
const say = (message: string): Finding => ({ path: PATH, message });

/** Longest name that a certificate of ACM may begin with. Source: ACM's RequestCertificate. */
const LONGEST_NAME = 64;

/** What webserver.baseUrl must be where a load balancer, a certificate and a name hang on it. */
export function address({ deployment }: AwsReading): readonly Finding[] {
  const { webserver } = deployment;
  const { baseUrl } = webserver;
  return [
    ...(baseUrl === undefined ? [say(MISSING)] : judged(baseUrl, deployment.loadBalancer)),
    ...port(webserver.port),
  ];
}

const MISSING = "missing; write the address that people type, such as https://airflow.example.com";

function judged(text: string, { zone, certificate, public: open }: AwsReading["deployment"]["loadBalancer"]) {
  const url = new URL(text);
  const secure = `https://${url.host}${pathOf(text)}`;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const findings: Finding[] = [];
  if (isIP(host) !== 0 || host === "localhost")
    findings.push(
      say(`got ${host}; a load balancer is reached by a name: write one, such as https://airflow.example.com`),
    );
  else if (zone !== undefined && !host.includes("."))
    findings.push(say(`got ${host}; write the full name in the zone ${zone}, such as https://airflow.example.com`));
  else if (zone !== undefined && host.length > LONGEST_NAME)
    findings.push(
      say(
        `its host has ${host.length} characters, and a certificate is made for at most ${LONGEST_NAME}; write a shorter name`,
      ),
    );
  if (url.protocol === "http:" && (open || zone !== undefined || certificate !== undefined))
    findings.push(
      say(`got http://; ${open ? "a public page" : "a page with a certificate"} is encrypted: write ${secure}`),
    );
  if (url.protocol === "https:" && url.port === "80")
    findings.push(say("port 80 only sends people on to https://; write another port, or none for 443"));
  return findings;
}

const OWN_PORT = webserverPart.parse({}).port;

/** The port inside is nobody's business, and the one outside stands in the address. */
const port = (written: number): readonly Finding[] =>
  written === OWN_PORT
    ? []
    : [
        {
          path: ["webserver", "port"],
          message: `got ${written}; people reach the UI at the port of webserver.baseUrl, so leave port: out`,
        },
      ];
