import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Answers what Terraform asks Secret Manager about a secret that exists: its newest version, never its value. */
export class SecretManagerServer {
  private readonly server: Server;
  readonly asked: string[] = [];

  /** @param destroyed names of secrets whose newest version is gone */
  constructor(private readonly destroyed: readonly string[] = []) {
    this.server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? "", "http://localhost");
      const [, secret = ""] = /\/secrets\/([^/]+)\/versions\/latest$/.exec(pathname) ?? [];
      this.asked.push(`${request.method} ${pathname}`);
      response.statusCode = secret === "" ? 404 : 200;
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(this.version(secret)));
    });
  }

  /** Starts it; what the provider is told to ask in place of Google. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/v1/`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private version(secret: string) {
    const gone = this.destroyed.includes(secret);
    return {
      name: `projects/123456789012/secrets/${secret}/versions/7`,
      createTime: "2024-01-01T00:00:00Z",
      state: gone ? "DESTROYED" : "ENABLED",
      ...(gone ? { destroyTime: "2024-02-01T00:00:00Z" } : {}),
    };
  }
}
