import type { Finding } from "../../deployment/finding";
import type { Deployment } from "../../deployment/schema";
import type { Release } from "../releases/release";
import { optionText, pathOfName } from "./option-value";

/**
 * Something stands before it that says by X-Forwarded-Proto what people typed: a proxy with TLS, or the one before two
 * webservers. Without believing it both releases lead people from https to http (seen in the redirects to the login),
 * and 3.x sends its cookie without Secure. On 3.x people's port alone believes it. Whoever reaches that port itself could
 * forge the address in the access log, and nothing else.
 */
export const isProxied = ({ webserver }: Deployment): boolean =>
  webserver.replicas.max > 1 || webserver.baseUrl?.startsWith("https://") === true;

/** The option that says otherwise would be overruled in silence. */
export function proxyFix(deployment: Deployment, release: Release): readonly Finding[] {
  const name = release.options.proxyFix;
  const text = optionText(deployment, name);
  if (text === undefined || !isProxied(deployment) || !/^(f|false|0|off|no|n)$/i.test(text.trim())) return [];
  const https = deployment.webserver.baseUrl?.startsWith("https://") === true;
  const why = https
    ? "webserver.baseUrl is https, so a proxy with TLS stands before the webserver; without believing it people would be led from https to http"
    : `webserver.replicas is ${deployment.webserver.replicas.max}, so a proxy stands before the webservers; without believing it all people would have its address`;
  return [
    {
      path: pathOfName(name),
      message: `got ${text.trim()}, but ${why}. Leave it out (True is set)${https ? ", or write the http address that people type" : ""}`,
    },
  ];
}
