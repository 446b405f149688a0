import type { Deployment } from "../../../deployment/schema/schema";
import type { Finding } from "../../../deployment/words/finding";
import { optionText, pathOfName } from "../../derived/option-value";
import { isProxied } from "../../environment/address";
import type { Release } from "../../releases/release";

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
