import type { Deployment } from "../../deployment/schema";

/**
 * Something stands before it that says by X-Forwarded-Proto what people typed: a proxy with TLS, or the one before two
 * webservers. Without believing it both releases lead people from https to http (seen in the redirects to the login),
 * and 3.x sends its cookie without Secure. On 3.x people's port alone believes it. Whoever reaches that port itself could
 * forge the address in the access log, and nothing else.
 */
export const isProxied = ({ webserver }: Deployment): boolean =>
  webserver.replicas.max > 1 || webserver.baseUrl?.startsWith("https://") === true;
