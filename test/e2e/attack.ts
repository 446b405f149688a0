import { connect } from "node:net";
import { must } from "./expect";
import { until } from "./wait";

/** A way in for people, and what an attacker knows of what is behind it. */
export interface Target {
  readonly host: string;
  readonly port: number;
  /** Address of this machine to come from. */
  readonly localAddress?: string;
  /** Addresses that may reach the execution API, to be claimed in headers. */
  readonly insiders: readonly string[];
  /** Path of the base URL: `/team/airflow`. */
  readonly path?: string;
}

interface Attempt {
  readonly what: string;
  /** As it goes over the wire. */
  readonly bytes: string;
  /** It names the API: anything but a refusal is a way in. Else only its answer must not show. */
  readonly names: boolean;
}

/** What the execution API itself says to this; nothing else of Airflow's says so. */
export const HEALTH = "/execution/health";
export const HEALTHY = '{"status":"healthy"}';
const SECONDS = 15;
const TRIES = 3;
/** A server that was just replaced may be a moment away. */
const PAGE_SECONDS = 180;
/** Refused by us or by a proxy, or no request at all for the server: 400, 404 and 405 of a parser, 501 of a proxy. */
const REFUSALS = [400, 403, 404, 405, 426, 501];

/**
 * Tries to reach the execution API as a stranger would: by every spelling of its path, by headers that claim another
 * address, path or host, as a websocket, as older and odder HTTP, and hidden in other requests.
 * @returns what was tried, for people
 * @throws with the request that got through
 */
export async function attacked(target: Target): Promise<string> {
  await until("the page that everybody may see", PAGE_SECONDS, async () => {
    const [status] = statuses(await answer(target, request("GET", `${target.path ?? ""}${VERSION}`)));
    must(status === 200, `it answers ${status ?? "nothing"}`);
    return true;
  });
  const all = attempts(target);
  for (const { what, bytes, names } of all) {
    const got = await answer(target, bytes);
    must(!got.includes(HEALTHY), `the execution API answered to ${what}:\n${got.slice(0, 500)}`);
    const [first] = statuses(got);
    must(!names || first === undefined || REFUSALS.includes(first), `${what} got ${first}, expected a refusal`);
  }
  return `${all.length} requests refused, of them ${target.insiders.length} in the name of each insider`;
}

/** Below a path of the base URL the same again, and with the path in other spellings. */
const attempts = (target: Target): readonly Attempt[] => [
  ...under("", target),
  ...(target.path === undefined ? [] : under(target.path, { ...target, insiders: [] })),
  ...(target.path === undefined ? [] : respelled(target.path)).map((path) => ({
    what: `path ${path}`,
    bytes: request("GET", path),
    names: true,
  })),
];

const respelled = (path: string): readonly string[] => [
  `${path.replaceAll("/", "//")}${HEALTH}`,
  `${path.toUpperCase()}${HEALTH}`,
  `${path.replace("/", "/%2e/")}${HEALTH}`,
  `${path.slice(1).replace(/^./, (first) => `/%${first.charCodeAt(0).toString(16)}`)}${HEALTH}`,
  `/x/..${path}${HEALTH}`,
  `${path}/..${path.slice(path.lastIndexOf("/"))}${HEALTH}`,
  `${path}%2f${HEALTH.slice(1)}`,
];

const under = (base: string, { host, insiders }: Target): readonly Attempt[] => [
  ...PATHS.map((path) => (path.startsWith("/") ? `${base}${path}` : path)).map((path) => ({
    what: `path ${path}`,
    bytes: request("GET", path),
    names: true,
  })),
  ...insiders.map((address) => ({
    what: `headers that claim ${address}`,
    bytes: request("GET", `${base}${HEALTH}`, claims(address)),
    names: true,
  })),
  ...METHODS.map((method) => ({ what: `method ${method}`, bytes: request(method, `${base}${HEALTH}`), names: true })),
  ...ODD.map(([what, bytes]) => ({ what, bytes: filled(bytes, base, host), names: true })),
  ...HIDDEN.map(([what, bytes]) => ({ what, bytes: filled(bytes, base, host), names: false })),
];

const filled = (bytes: string, base: string, host: string): string =>
  bytes.replaceAll("HOST", host).replaceAll(HEALTH, `${base}${HEALTH}`).replaceAll(VERSION, `${base}${VERSION}`);

const PATHS = [
  "/execution",
  "/execution/",
  HEALTH,
  "/%65xecution/health",
  "/%65%78%65%63%75%74%69%6f%6e/health",
  "/%2565xecution/health",
  "/%252565xecution/health",
  "//execution/health",
  "///execution///health",
  "/./execution/health",
  "/x/../execution/health",
  "/api/../execution/health",
  "/api/v2/..%2f..%2fexecution/health",
  "/%2e%2e/execution/health",
  "/%2fexecution/health",
  "/execution%2fhealth",
  "/execution/./health",
  "/execution/../execution/health",
  "/EXECUTION/health",
  "/Execution/Health",
  "/execution;x=1/health",
  "/execution%00/health",
  "/execution%20/health",
  "/%09execution/health",
  "\\execution\\health",
  "/\\execution/health",
  `${HEALTH}?x=/api/v2/version`,
  `${HEALTH}#/api/v2/version`,
  "/execution/task-instances/00000000-0000-0000-0000-000000000000/run",
];

const METHODS = ["HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "get"];

function claims(address: string): Readonly<Record<string, string>> {
  return {
    "X-Forwarded-For": address,
    "x-forwarded-for": `${address}, ${address}`,
    X_Forwarded_For: address,
    Forwarded: `for=${address};proto=http;by=${address}`,
    "X-Real-IP": address,
    "X-Client-IP": address,
    "True-Client-IP": address,
    "CF-Connecting-IP": address,
    "X-Forwarded-Host": `${address}:8080`,
    "X-Forwarded-Port": "8080",
    "X-Forwarded-Server": address,
    "X-Forwarded-Proto": "http",
    "X-Forwarded-Prefix": "/execution",
  };
}

const UPGRADE = [
  "Connection: Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
].join("\r\n");
const END = "\r\nConnection: close\r\n\r\n";

/** Requests that name the API in a form that some reader understands otherwise. */
const ODD: readonly (readonly [what: string, bytes: string])[] = [
  ["a websocket", `GET ${HEALTH} HTTP/1.1\r\nHost: HOST\r\n${UPGRADE}\r\n\r\n`],
  ["a websocket by an encoded path", `GET /%65xecution/health HTTP/1.1\r\nHost: HOST\r\n${UPGRADE}\r\n\r\n`],
  ["an upgrade to HTTP/2", `GET ${HEALTH} HTTP/1.1\r\nHost: HOST\r\nConnection: Upgrade\r\nUpgrade: h2c${END}`],
  ["HTTP/1.0", `GET ${HEALTH} HTTP/1.0\r\n\r\n`],
  ["HTTP/0.9", `GET ${HEALTH}\r\n\r\n`],
  ["a whole URL", `GET http://HOST:8080${HEALTH} HTTP/1.1\r\nHost: HOST${END}`],
  ["a whole URL of another scheme", `GET ws://webserver:8080${HEALTH} HTTP/1.1\r\nHost: HOST${END}`],
  ["two hosts", `GET ${HEALTH} HTTP/1.1\r\nHost: HOST\r\nHost: webserver:8080${END}`],
  ["the inner host", `GET ${HEALTH} HTTP/1.1\r\nHost: webserver:8080${END}`],
  ["no host", `GET ${HEALTH} HTTP/1.1${END}`],
  ["a tab in the line", `GET\t${HEALTH}\tHTTP/1.1\r\nHost: HOST${END}`],
  ["bare newlines", `GET ${HEALTH} HTTP/1.1\nHost: HOST\nConnection: close\n\n`],
  ["an empty line first", `\r\nGET ${HEALTH} HTTP/1.1\r\nHost: HOST${END}`],
];

const SMUGGLED = `GET ${HEALTH} HTTP/1.1\r\nHost: webserver:8080${END}`;
const VERSION = "/api/v2/version";

/** Requests for a page that hide one for the API. */
const HIDDEN: readonly (readonly [what: string, bytes: string])[] = [
  ["a second request behind the first", `GET ${VERSION} HTTP/1.1\r\nHost: HOST\r\n\r\n${SMUGGLED}`],
  [
    "two lengths",
    `POST ${VERSION} HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`,
  ],
  [
    "a length that differs from itself",
    `POST ${VERSION} HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\r\nContent-Length: 44\r\n\r\n${SMUGGLED}`,
  ],
  [
    "an encoding in disguise",
    `POST ${VERSION} HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: xchunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n${SMUGGLED}`,
  ],
  [
    "a rewritten URL",
    `GET ${VERSION} HTTP/1.1\r\nHost: HOST\r\nX-Original-URL: ${HEALTH}\r\nX-Rewrite-URL: ${HEALTH}${END}`,
  ],
  [
    "a path as prefix",
    `GET /health HTTP/1.1\r\nHost: HOST\r\nX-Forwarded-Prefix: /execution\r\nX-Script-Name: /execution${END}`,
  ],
  ["a header that breaks its line", `GET ${VERSION} HTTP/1.1\r\nHost: HOST\r\nX: a\r\n b\r\n\r\n${SMUGGLED}`],
];

function request(method: string, path: string, headers: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\nHost: localhost\r\n${lines.join("")}Connection: close\r\n\r\n`;
}

/** Status of each answer that came over one connection. */
const statuses = (text: string): number[] =>
  [...text.matchAll(/HTTP\/1\.[01] (\d{3})/g)].map(([, code]) => Number(code));

/** Everything that comes back until the server hangs up; an attempt that a busy machine lets time out is made again. */
async function answer(target: Target, bytes: string): Promise<string> {
  for (let left = TRIES; ; left--) {
    const got = await once(target, bytes);
    if (got !== undefined) return got;
    if (left === 1) return "";
  }
}

/** Undefined: nothing came in time, and the connection stayed open. */
function once({ host, port, localAddress }: Target, bytes: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect({ host, port, ...(localAddress === undefined ? {} : { localAddress }) }, () =>
      socket.write(bytes),
    );
    const end = (value: string | undefined) => {
      socket.destroy();
      resolve(value);
    };
    socket.setTimeout(SECONDS * 1000, () => end(text === "" ? undefined : text));
    socket.on("data", (part) => {
      text += part.toString("latin1");
    });
    socket.on("close", () => end(text));
    // A server that hangs up on what it does not understand has refused it.
    socket.on("error", (error: NodeJS.ErrnoException) => (error.code === "ECONNREFUSED" ? reject(error) : end(text)));
  });
}
