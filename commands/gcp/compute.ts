import { setTimeout as sleep } from "node:timers/promises";
import { token } from "./token";

/** gcloud's own variable for the address of Compute Engine. */
const ADDRESS = "CLOUDSDK_API_ENDPOINT_OVERRIDES_COMPUTE";
const COMPUTE = "https://compute.googleapis.com/compute/v1/";

/** An answer that is not the end: the server is busy, or the line was cut. */
const TRANSIENT = new Set([408, 429, 500, 502, 503, 504]);
const TRIES = 5;
const FIRST_WAIT_MILLISECONDS = 500;
const ANSWER_MILLISECONDS = 60_000;

/** An answer of Compute Engine that is an error. */
export class ComputeError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Compute Engine's REST API, as far as the commands need it. Source: Compute Engine's "REST Resource" pages. */
export class Compute {
  private readonly address = process.env[ADDRESS] || COMPUTE;

  /** @throws ComputeError with Google's own words. @param path below the API's address, or a whole `selfLink` */
  async get<Answer>(path: string): Promise<Answer> {
    return (await this.call("GET", path)) as Answer;
  }

  async post<Answer>(path: string, body: object): Promise<Answer> {
    return (await this.call("POST", path, body)) as Answer;
  }

  /** All items of a list over every zone and region of a project. */
  async all<Item>(project: string, kind: string, filter: string): Promise<Item[]> {
    const items: Item[] = [];
    let page = "";
    do {
      const query = `filter=${encodeURIComponent(filter)}${page && `&pageToken=${encodeURIComponent(page)}`}`;
      const answer = await this.get<Aggregated<Item>>(`projects/${project}/aggregated/${kind}?${query}`);
      for (const scope of Object.values(answer.items ?? {})) items.push(...(scope[kind] ?? []));
      page = answer.nextPageToken ?? "";
    } while (page !== "");
    return items;
  }

  private async call(method: string, path: string, body?: object): Promise<unknown> {
    for (let tried = 1; ; tried++) {
      const answer = await this.once(method, path, body).catch((error: unknown) => String(error));
      const last = tried === TRIES;
      if (typeof answer === "string") {
        if (last) throw new ComputeError(0, `Compute Engine does not answer: ${answer}`);
      } else if (answer.ok) return await answer.json();
      else if (last || !TRANSIENT.has(answer.status)) throw new ComputeError(answer.status, await words(answer));
      await sleep(FIRST_WAIT_MILLISECONDS * 2 ** (tried - 1));
    }
  }

  private async once(method: string, path: string, body?: object): Promise<Response> {
    return await fetch(path.startsWith("https://") ? this.here(path) : `${this.address}${path}`, {
      method,
      headers: { authorization: `Bearer ${await token()}`, "content-type": "application/json" },
      signal: AbortSignal.timeout(ANSWER_MILLISECONDS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** A `selfLink` names Google's own address, or an older one of it. */
  private here(link: string): string {
    return `${this.address}${link.slice(link.indexOf("/projects/") + 1)}`;
  }
}

interface Aggregated<Item> {
  readonly items?: Readonly<Record<string, Readonly<Record<string, readonly Item[]>>>>;
  readonly nextPageToken?: string;
}

async function words(answer: Response): Promise<string> {
  const text = await answer.text();
  try {
    return (JSON.parse(text) as { error: { message: string } }).error.message;
  } catch {
    return `${answer.status} ${answer.statusText}`;
  }
}
