import { createHash } from "node:crypto";
import { type Call, json } from "./answers";
import type { Rights } from "./rights";
import type { World } from "./world";

const MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
const CONFIG = "application/vnd.docker.container.image.v1+json";
const LAYER = "application/vnd.docker.image.rootfs.diff.tar";

/** Of a layer that no machine pulls, because its engine has it already, only the digest is there. */
export interface Layer {
  readonly digest: string;
  readonly bytes?: Buffer;
}

/**
 * Artifact Registry: who pulls gets a token for the access token of its machine.
 * Source: OCI distribution specification; Artifact Registry, "Set up authentication for Docker: access token".
 */
export class Registry {
  private readonly blobs = new Map<string, Buffer>();
  private readonly manifests = new Map<string, Buffer>();
  /** `MACHINE REFERENCE` of every manifest that was asked for by digest. */
  readonly pulls: string[] = [];

  constructor(
    private readonly world: World,
    private readonly rights: Rights,
  ) {}

  /** Puts an image there. @returns its digest */
  add(name: string, config: Buffer, layers: readonly Layer[]): string {
    const described = layers.map(({ digest, bytes: data }) => {
      if (data !== undefined) this.blobs.set(digest, data);
      return { mediaType: LAYER, size: data?.length ?? 1, digest };
    });
    const digest = digestOf(config);
    this.blobs.set(digest, config);
    const manifest = Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: MANIFEST,
        config: { mediaType: CONFIG, size: config.length, digest },
        layers: described,
      }),
    );
    this.manifests.set(`${name} ${digestOf(manifest)}`, manifest);
    return digestOf(manifest);
  }

  answer(call: Call): undefined {
    const { request, response, path, host } = call;
    if (path === "/v2/token") return this.token(call);
    const machine = this.rights.owner(/^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "");
    if (machine === undefined) {
      response.writeHead(401, { "www-authenticate": `Bearer realm="https://${host}/v2/token",service="${host}"` });
      response.end();
      return;
    }
    const [, name = "", kind, reference = ""] = /^\/v2\/(.+)\/(manifests|blobs)\/(.+)$/.exec(path) ?? [];
    if (kind === undefined) {
      response.writeHead(200, { "docker-distribution-api-version": "registry/2.0" }).end();
      return;
    }
    const [project = "", repository = ""] = name.split("/");
    const resource = `repository ${project}/${repository}` as const;
    if (this.rights.may(call, "artifactregistry.repositories.downloadArtifacts", resource) === undefined) return;
    const found = kind === "manifests" ? this.manifests.get(`${name} ${reference}`) : this.blobs.get(reference);
    if (found === undefined) return json(response, 404, { errors: [{ code: "MANIFEST_UNKNOWN", message: reference }] });
    if (kind === "manifests" && call.method === "GET") this.pulls.push(`${machine.name} ${reference}`);
    response.writeHead(200, {
      "content-type": kind === "manifests" ? MANIFEST : "application/octet-stream",
      "content-length": found.length,
      "docker-content-digest": digestOf(found),
    });
    response.end(call.method === "HEAD" ? undefined : found);
  }

  /** `docker login -u oauth2accesstoken` with the machine's token. */
  private token({ request, response }: Call): undefined {
    const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
    const [user, token = ""] = Buffer.from(basic, "base64").toString("utf8").split(":");
    if (user !== "oauth2accesstoken" || this.rights.owner(token) === undefined) {
      this.world.refused.push(`nobody docker login as ${user}`);
      return json(response, 401, { errors: [{ code: "UNAUTHORIZED", message: "not authorized" }] });
    }
    json(response, 200, { token, expires_in: 3599 });
  }
}

export const digestOf = (data: Buffer): string => `sha256:${createHash("sha256").update(data).digest("hex")}`;
