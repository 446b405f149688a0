import { type IncomingHttpHeaders, request } from "node:http";
import { text } from "node:stream/consumers";
import { until } from "./wait";

/** A call of a server. */
export interface Call {
  readonly method?: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** One of this machine's addresses that it comes from. */
  readonly from?: string;
  /** In place of the network: the file of a server's socket. The URL's host counts for nothing then. */
  readonly socket?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Patience {
  /** Seconds until a definite answer must be there. */
  readonly seconds?: number;
  /** Seconds that one try may take; more than a server needs that starts on a busy machine. */
  readonly each?: number;
}

/** What a server, or a proxy before it, says that is starting or has too much to do. */
const NOT_YET = (status: number) => status >= 500 || status === 408 || status === 425 || status === 429;

/**
 * The only way to a server in these runs. A call that was refused, cut, not answered in its time, or answered by a server
 * that is not there yet is repeated until the limit; any other answer is definite, a refusal too. So a call must be one
 * that may arrive twice: what makes something names it, and is told 409 the second time.
 * @throws at the limit, with the last answer or what kept it away
 */
export function answered(call: Call, { seconds = 60, each = 20 }: Patience = {}): Promise<Answer> {
  return until(`${call.method ?? "GET"} ${call.url}`, seconds, async () => {
    const answer = await once(call, each);
    if (NOT_YET(answer.status)) throw new Error(`${answer.status} ${answer.text.slice(0, 300)}`.trim());
    return answer;
  });
}

async function once({ method = "GET", url, headers, body, from, socket }: Call, seconds: number): Promise<Answer> {
  const signal = AbortSignal.timeout(seconds * 1000);
  try {
    return await new Promise<Answer>((resolve, reject) => {
      const options = {
        method,
        signal,
        // No connection is kept: the next call may meet another server.
        headers: { connection: "close", ...headers },
        ...(from === undefined ? {} : { localAddress: from }),
        ...(socket === undefined ? {} : { socketPath: socket }),
      };
      const asked = request(url, options, (response) => {
        const { statusCode = 0, headers } = response;
        text(response).then((text) => resolve({ status: statusCode, headers, text }), reject);
      });
      asked.on("error", reject).end(body);
    });
  } catch (error) {
    if (signal.aborted) throw new Error(`no answer within ${seconds} s`);
    throw error;
  }
}
