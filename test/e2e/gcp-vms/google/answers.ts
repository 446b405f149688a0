import type { IncomingMessage, ServerResponse } from "node:http";

/** One request to one of Google's names. */
export interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  readonly host: string;
  /** Without the query, not decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Address of the sender. */
  readonly from: string;
}

export function json(response: ServerResponse, status: number, answer: object): undefined {
  response.writeHead(status, { "content-type": "application/json; charset=UTF-8" }).end(JSON.stringify(answer));
}

/** Errors as Google's APIs word them. */
export const failure = (response: ServerResponse, status: number, message: string): undefined =>
  json(response, status, { error: { code: status, message, status: STATUS[status] ?? "UNKNOWN" } });

const STATUS: Readonly<Record<number, string>> = {
  400: "INVALID_ARGUMENT",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  412: "FAILED_PRECONDITION",
};

export async function bytes(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

export async function object(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const body = await bytes(request);
  return body.length === 0 ? {} : (JSON.parse(body.toString("utf8")) as Readonly<Record<string, unknown>>);
}
