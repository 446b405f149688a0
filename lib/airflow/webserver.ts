import type { Surroundings } from "./environment";
import { answers } from "./health";
import { optionVariable } from "./option";
import { service } from "./process";
import type { Service } from "./service";

/** Port inside; people reach it at the port of the file. */
export const WEBSERVER_PORT = 8080;
const STOP_SECONDS = 30;

/** UI and REST API; on 3.x also the execution API, through which workers reach the database. */
export function webserver(around: Surroundings): Service {
  const { deployment, release } = around;
  const { replicas, cpu, memory } = deployment.webserver;
  const proxied = isProxied(deployment.webserver);
  return service(around, {
    name: "webserver",
    role: "webserver",
    command: [...release.commands.webserver, ...(proxied ? release.commands.behindProxy : [])],
    plain: proxied ? { FORWARDED_ALLOW_IPS: "*", [optionVariable(release.options.proxyFix)]: "True" } : {},
    listens: [
      {
        name: "http",
        port: WEBSERVER_PORT,
        callers: release.executionApi ? ["people", "worker", "scheduler"] : ["people"],
      },
    ],
    health: answers(WEBSERVER_PORT, release.health.alive),
    runsTasks: false,
    drain: { seconds: STOP_SECONDS },
    signsTokens: true,
    size: { cpu, memory },
    replicas,
  });
}

/**
 * Something stands before it that says by X-Forwarded-Proto what people typed: a proxy with TLS, or the one before two
 * webservers. Without believing it both releases lead people from https to http (seen in the redirects to the login),
 * and 3.x sends its cookie without Secure. Whoever reaches the port itself could forge the address in the access log.
 */
const isProxied = ({ baseUrl, replicas }: Surroundings["deployment"]["webserver"]): boolean =>
  replicas.max > 1 || baseUrl?.startsWith("https://") === true;
