import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Call {
  /** `CreateRepository` */
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
}

type Answer = (input: Call["input"]) => object;

/** What ECR answers of itself, by action; an answer with `__type` is an error of that name. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  GetAuthorizationToken: () => ({
    authorizationData: [
      {
        authorizationToken: Buffer.from("AWS:token-of-ecr").toString("base64"),
        proxyEndpoint: "https://123456789012.dkr.ecr.eu-central-1.amazonaws.com",
      },
    ],
  }),
  DescribeRepositories: () => ({ __type: "RepositoryNotFoundException", message: "no such repository" }),
};

/** ECR's API on this machine, as far as npm run image calls it. */
export class FakeEcr {
  readonly calls: Call[] = [];
  private answers = ANSWERS;
  private readonly server: Server = createServer(async (request, response) => {
    const action = String(request.headers["x-amz-target"]).split(".").at(-1) ?? "";
    const input = JSON.parse(await text(request)) as Call["input"];
    this.calls.push({ action, input });
    const body = this.answers[action]?.(input) ?? {};
    const code = "__type" in body ? 400 : 200;
    response.writeHead(code, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(body));
  });

  /** The SDK uses it from now on, with keys that are no secret. */
  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: "testing",
      AWS_SECRET_ACCESS_KEY: "testing",
      AWS_EC2_METADATA_DISABLED: "true",
    });
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  /** Forgets what was called, and answers as it does of itself but for these. */
  answer(more: Readonly<Record<string, Answer>> = {}): void {
    this.calls.length = 0;
    this.answers = { ...ANSWERS, ...more };
  }

  /** The input of the one call of an action. */
  inputOf(action: string): Call["input"] | undefined {
    return this.calls.find((call) => call.action === action)?.input;
  }
}

async function text(request: IncomingMessage): Promise<string> {
  const parts: string[] = [];
  for await (const part of request.setEncoding("utf8")) parts.push(String(part));
  return parts.join("");
}
