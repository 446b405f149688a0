import { pathOf } from "../../deployment/schema/base-url";
import type { Deployment } from "../../deployment/schema/schema";
import type { Endpoint } from "../endpoint";
import { releaseOf } from "../releases/version";

/** Address that people type, without a slash at its end. */
export const baseUrl = ({ webserver }: Deployment): string => webserver.baseUrl ?? `http://localhost:${webserver.port}`;

/**
 * What stands before every path of Airflow's, outside and inside: `/team/airflow`, or nothing. Both releases put all
 * of themselves below the path of the base URL.
 */
export const basePath = (deployment: Deployment): string => pathOf(baseUrl(deployment));

/** Path of the page that answers 200 without a login, as soon as the webserver does. */
export function alivePath(deployment: Deployment): string {
  const { version } = deployment.airflow;
  const release = releaseOf(version);
  if (release === undefined) throw new Error(`airflow.version ${version} has passed the rules without a release`);
  return `${basePath(deployment)}${release.alive}`;
}

/**
 * Something stands before it that says by X-Forwarded-Proto what people typed: a proxy with TLS, or the one before two
 * webservers. Without believing it both releases lead people from https to http (seen in the redirects to the login),
 * and 3.x sends its cookie without Secure. On 3.x people's port alone believes it. Whoever reaches that port itself could
 * forge the address in the access log, and nothing else.
 */
export const isProxied = ({ webserver }: Deployment): boolean =>
  webserver.replicas.max > 1 || webserver.baseUrl?.startsWith("https://") === true;

/** Where workers of 3.x report. */
export const executionUrl = (deployment: Deployment, { host, port }: Endpoint): string =>
  `http://${host}:${port}${basePath(deployment)}/execution/`;

/** Where nobody else may come, for what stands before the webserver: at the root as well, where Airflow has nothing. */
export const executionPaths = (deployment: Deployment): readonly string[] => [
  ...new Set(["/execution", `${basePath(deployment)}/execution`]),
];

/** Those paths and all below them, as load balancers of AWS and Google write patterns. */
export const executionPatterns = (deployment: Deployment): readonly string[] =>
  executionPaths(deployment).flatMap((path) => [path, `${path}/*`]);
