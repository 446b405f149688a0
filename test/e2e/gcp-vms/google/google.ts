import { readFileSync } from "node:fs";
import { type IncomingMessage, createServer as plain, type Server, type ServerResponse } from "node:http";
import { createServer as encrypted } from "node:https";
import { join } from "node:path";
import { type Call, failure } from "./answers";
import { Compute } from "./compute";
import { MetadataServer } from "./metadata-server";
import { Monitoring } from "./monitoring";
import { Registry } from "./registry";
import { Repositories } from "./repositories";
import { Rights } from "./rights";
import { SecretManager } from "./secret-manager";
import { Storage } from "./storage";
import type { World } from "./world";

export interface GoogleProps {
  readonly world: World;
  /** Address of this machine that the run's machines reach. */
  readonly host: string;
  /** Folder with server.pem and server.key. */
  readonly certificates: string;
  /** Folder with bare repositories, for the git server that stands beside Google. */
  readonly repositories: string;
}

/** Names that lead to it from inside the machines. */
export const namesOf = (region: string): string[] => [
  "metadata.google.internal",
  "secretmanager.googleapis.com",
  "storage.googleapis.com",
  "compute.googleapis.com",
  "www.googleapis.com",
  "monitoring.googleapis.com",
  "iamcredentials.googleapis.com",
  `${region}-docker.pkg.dev`,
  GIT_HOST,
];

/** A server of people's own, not Google's. */
export const GIT_HOST = "git.example.com";

/** A small Google for the machines of a run, with real TLS by an authority of the run. */
export class Google {
  readonly rights: Rights;
  readonly registry: Registry;
  private readonly servers: Server[] = [];

  constructor(private readonly props: GoogleProps) {
    this.rights = new Rights(props.world);
    this.registry = new Registry(props.world, this.rights);
  }

  async start(): Promise<void> {
    const { certificates, host } = this.props;
    const take = this.taken();
    const [cert, key] = ["server.pem", "server.key"].map((name) => readFileSync(join(certificates, name)));
    const listening: [Server, number][] = [
      [plain(take), 80],
      [encrypted({ cert, key }, take), 443],
    ];
    for (const [server, port] of listening) {
      // Long polls of the agents.
      server.requestTimeout = 0;
      await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, host, resolve));
      this.servers.push(server);
    }
  }

  stop(): void {
    this.props.world.stop();
    for (const server of this.servers) {
      server.closeAllConnections();
      server.close();
    }
  }

  private taken(): (request: IncomingMessage, response: ServerResponse) => void {
    const { world } = this.props;
    const metadata = new MetadataServer(world, this.rights);
    const repositories = new Repositories(this.props.repositories);
    const apis: Readonly<Record<string, (call: Call) => undefined | Promise<void>>> = {
      metadata: (call) => metadata.answer(call),
      secretmanager: (call) => new SecretManager(world, this.rights).answer(call),
      storage: (
        (storage) => (call: Call) =>
          storage.answer(call)
      )(new Storage(world, this.rights)),
      compute: (call) => new Compute(world, this.rights).answer(call),
      www: (call) => new Compute(world, this.rights).answer(call),
      monitoring: (call) => new Monitoring(world, this.rights).answer(call),
      // Google's library asks for it beside its work, and goes on without an answer.
      iamcredentials: ({ response }) => failure(response, 404, "no boundary"),
      git: (call) => repositories.answer(call),
    };
    return (request, response) => {
      const call = callOf(request, response);
      const [first = ""] = call.host.split(".");
      const byNumber = call.path.startsWith("/compute/") ? "compute" : "metadata";
      const api = call.host.endsWith("docker.pkg.dev")
        ? (one: Call) => this.registry.answer(one)
        : apis[/^\d/.test(call.host) ? byNumber : first];
      if (api === undefined) {
        world.unknown.push(`${call.host} ${call.method} ${call.path}`);
        return failure(response, 404, `${call.host} is not known here`);
      }
      Promise.resolve(api(call)).catch((error: unknown) => {
        world.unknown.push(`${call.host} ${call.method} ${call.path}: ${String(error)}`);
        if (!response.headersSent) failure(response, 500, String(error));
      });
    };
  }
}

function callOf(request: IncomingMessage, response: ServerResponse): Call {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://google");
  return {
    request,
    response,
    method: request.method ?? "GET",
    host: (request.headers.host ?? "").replace(/:\d+$/, ""),
    path: pathname,
    query: searchParams,
    from: (request.socket.remoteAddress ?? "").replace("::ffff:", ""),
  };
}
