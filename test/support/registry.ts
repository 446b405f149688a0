import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Larger blobs are layers, of which only the digest is kept. */
const KEPT_BYTES = 1_000_000;

interface Manifest {
  readonly type: string;
  readonly body: Buffer;
}

/**
 * A registry on this machine that Docker pushes to: as much of the OCI distribution specification as a push and a look
 * at it need. Docker takes a registry at 127.0.0.1 without encryption.
 */
export class Registry {
  readonly blobs = new Map<string, Buffer | "a layer">();
  readonly manifests = new Map<string, Manifest>();
  /** Requests without this are refused. */
  authorization: string | undefined;
  /** `METHOD PATH` of every request, digests and ids left out. */
  readonly requests: string[] = [];
  /** Called before each request is answered. */
  before: () => void = () => undefined;
  private readonly uploads = new Map<string, Upload>();
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return this.host;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  /** `127.0.0.1:40123` */
  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Puts an image there as a push would. */
  add(name: string, tag: string, platform: { os: string; architecture: string }): string {
    const config = Buffer.from(JSON.stringify(platform));
    const digest = digestOf(config);
    this.blobs.set(digest, config);
    const type = "application/vnd.oci.image.manifest.v1+json";
    return this.keep(name, tag, { type, body: Buffer.from(JSON.stringify({ config: { digest }, layers: [] })) });
  }

  /** A list of images, as BuildKit pushes it for several platforms. */
  addList(name: string, tag: string, manifests: readonly object[]): string {
    const type = "application/vnd.oci.image.index.v1+json";
    return this.keep(name, tag, { type, body: Buffer.from(JSON.stringify({ manifests })) });
  }

  private keep(name: string, reference: string, manifest: Manifest): string {
    const digest = digestOf(manifest.body);
    for (const one of [reference, digest]) this.manifests.set(`${name} ${one}`, manifest);
    return digest;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.before();
    const { method = "", url = "" } = request;
    const { pathname, searchParams } = new URL(url, "http://registry");
    this.requests.push(`${method} ${pathname.replace(/(sha256:|uploads\/).+$/, "$1")}`);
    if (this.authorization !== undefined && request.headers.authorization !== `Basic ${this.authorization}`) {
      request.resume();
      response.writeHead(401, { "www-authenticate": 'Basic realm="registry"' }).end();
      return;
    }
    const [, name = "", kind, rest = ""] = /^\/v2\/(.+?)\/(manifests|blobs)\/(.*)$/.exec(pathname) ?? [];
    if (kind === undefined) response.writeHead(200).end();
    else if (kind === "manifests") await this.manifest(request, response, name, rest);
    else if (rest.startsWith("uploads/")) await this.upload(request, response, name, rest, searchParams.get("digest"));
    else this.blob(response, rest, method);
  }

  private async manifest(request: IncomingMessage, response: ServerResponse, name: string, reference: string) {
    if (request.method === "PUT") {
      const body = await bytes(request);
      const digest = this.keep(name, reference, { type: request.headers["content-type"] ?? "", body });
      response.writeHead(201, { "docker-content-digest": digest }).end();
      return;
    }
    const found = this.manifests.get(`${name} ${reference}`);
    if (found === undefined) response.writeHead(404).end();
    else send(response, found.body, request.method, { "content-type": found.type });
  }

  private blob(response: ServerResponse, digest: string, method: string): void {
    const found = this.blobs.get(digest);
    if (found === undefined) response.writeHead(404).end();
    else send(response, found === "a layer" ? Buffer.alloc(0) : found, method, {});
  }

  /** POST begins one, PATCH sends bytes, PUT ends it. */
  private async upload(
    request: IncomingMessage,
    response: ServerResponse,
    name: string,
    path: string,
    digest: string | null,
  ): Promise<void> {
    const id = path.slice("uploads/".length) || randomUUID();
    const upload = this.uploads.get(id) ?? new Upload();
    this.uploads.set(id, upload);
    await upload.take(request);
    if (request.method === "PUT") {
      const made = upload.digest();
      this.blobs.set(made, upload.bytes);
      response.writeHead(made === digest ? 201 : 400, { "docker-content-digest": made }).end();
      return;
    }
    const headers = { location: `/v2/${name}/blobs/uploads/${id}`, range: `0-${Math.max(0, upload.size - 1)}` };
    response.writeHead(202, headers).end();
  }
}

class Upload {
  size = 0;
  private readonly hash = createHash("sha256");
  private parts: Buffer[] = [];

  async take(request: IncomingMessage): Promise<void> {
    for await (const part of request) {
      const bytes: Buffer = part;
      this.hash.update(bytes);
      this.size += bytes.length;
      this.parts = this.size > KEPT_BYTES ? [] : [...this.parts, bytes];
    }
  }

  digest(): string {
    return `sha256:${this.hash.digest("hex")}`;
  }

  get bytes(): Buffer | "a layer" {
    return this.size > KEPT_BYTES ? "a layer" : Buffer.concat(this.parts);
  }
}

const digestOf = (body: Buffer): string => `sha256:${createHash("sha256").update(body).digest("hex")}`;

async function bytes(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

function send(response: ServerResponse, body: Buffer, method = "GET", headers: Readonly<Record<string, string>>): void {
  response.writeHead(200, { "content-length": body.length, "docker-content-digest": digestOf(body), ...headers });
  response.end(method === "HEAD" ? undefined : body);
}
