import { createHash } from "node:crypto";
import { bytes, type Call } from "./answers";
import type { Rights } from "./rights";
import type { Instance, World } from "./world";

const V1 = "/computeMetadata/v1/";
/** Seconds; without `timeout_sec` the real one waits for ever. */
const WAIT = 3600;
/** Bytes of a guest attribute's value. Source: Compute Engine, "Set and query guest attributes". */
const VALUE_BYTES = 262_144;

type Tree = string | readonly string[] | { readonly [key: string]: Tree };

const TOKEN = /^instance\/service-accounts\/[^/]+\/token$/;

/**
 * What every machine asks for itself; its address says who it is.
 * Source: Compute Engine, "About VM metadata", "Query VM metadata", "Set and query guest attributes".
 */
export class MetadataServer {
  constructor(
    private readonly world: World,
    private readonly rights: Rights,
  ) {}

  async answer(call: Call): Promise<void> {
    const { request, path, from } = call;
    const instance = this.world.byAddress(from);
    if (request.headers["metadata-flavor"] !== "Google" || request.headers["x-forwarded-for"] !== undefined)
      return end(call, 403, "Missing Metadata-Flavor:Google header.");
    if (instance === undefined) return end(call, 404, `no machine has the address ${from}`);
    if (path === "/" || path === "/computeMetadata/") return end(call, 200, "v1/\n");
    if (!path.startsWith(V1)) return end(call, 404, "not found");
    const [key, directory] = [path.slice(V1.length).replace(/\/$/, ""), path.endsWith("/")];
    if (TOKEN.test(key)) return write(call, 200, this.token(instance), "application/json");
    if (key.startsWith("instance/guest-attributes/")) return this.guest(call, instance, key.split("/").slice(2));
    await this.look(call, instance, key, directory);
  }

  private async look(call: Call, instance: Instance, key: string, directory: boolean): Promise<void> {
    const { query, request } = call;
    const end = Date.now() + Number(query.get("timeout_sec") ?? WAIT) * 1000;
    const shown = () => this.shown(instance, key, directory, query);
    while (query.get("wait_for_change") === "true" && !request.destroyed) {
      const now = shown();
      const left = (end - Date.now()) / 1000;
      // Without an etag the first change after the request is waited for.
      const known = query.get("last_etag") ?? etagOf(now?.body ?? "");
      if (now === undefined || known !== etagOf(now.body) || left <= 0) break;
      query.set("last_etag", known);
      await Promise.race([
        this.world.changed(left),
        new Promise<void>((resolve) => call.response.once("close", resolve)),
      ]);
      if (call.response.destroyed) return;
    }
    const found = shown();
    if (found === undefined) return write(call, 404, "not found", "text/html");
    write(call, 200, found.body, found.type);
  }

  private shown(instance: Instance, key: string, directory: boolean, query: URLSearchParams): Shown | undefined {
    const tree = key
      .split("/")
      .reduce<Tree | undefined>(
        (at, part) => (part === "" ? at : isFolder(at) ? at[part] : undefined),
        this.tree(instance),
      );
    if (tree === undefined) return undefined;
    if (!isFolder(tree)) return { body: leaf(tree), type: "application/text" };
    // A directory without its slash is redirected; nobody here asks so.
    if (!directory) return undefined;
    if (query.get("recursive") === "true")
      return query.get("alt") === "text"
        ? { body: lines(tree, ""), type: "application/text" }
        : { body: JSON.stringify(tree), type: "application/json" };
    const names = Object.entries(tree).map(([name, value]) => `${name}${isFolder(value) ? "/" : ""}\n`);
    return { body: names.join(""), type: "application/text" };
  }

  private token(instance: Instance): string {
    return JSON.stringify({ access_token: this.rights.token(instance), expires_in: 3599, token_type: "Bearer" });
  }

  private tree(instance: Instance): Tree {
    const account = {
      aliases: ["default"],
      email: instance.email,
      scopes: ["https://www.googleapis.com/auth/cloud-platform"],
    };
    const project = { "project-id": this.world.project, "numeric-project-id": "123456789012", attributes: {} };
    const { name, zone, id, address } = instance;
    return {
      instance: {
        attributes: {
          ...instance.metadata,
          ...(instance.group === undefined ? {} : { "created-by": createdBy(instance.group) }),
        },
        hostname: `${name}.${zone}.c.${this.world.project}.internal`,
        id,
        name,
        zone: `projects/123456789012/zones/${zone}`,
        "network-interfaces": { "0": { ip: address } },
        "service-accounts": { default: account, [instance.email]: account },
      },
      project,
    };
  }

  private async guest(call: Call, instance: Instance, parts: readonly string[]): Promise<void> {
    if (instance.metadata["enable-guest-attributes"]?.toUpperCase() !== "TRUE")
      return end(call, 403, "Guest attributes endpoint access is disabled.");
    const key = parts.join("/");
    if (parts.length !== 2 || !parts.every((part) => /^[A-Za-z0-9_-]{1,128}$/.test(part)))
      return end(call, 400, `not a namespace and a key: ${key}`);
    if (call.method === "PUT") {
      const value = await bytes(call.request);
      if (value.length > VALUE_BYTES) return end(call, 400, "the value is too long");
      instance.guest.set(key, value.toString("utf8"));
      return end(call, 200, "");
    }
    if (call.method === "DELETE") instance.guest.delete(key);
    const value = instance.guest.get(key);
    if (value === undefined) return end(call, call.method === "DELETE" ? 200 : 404, "");
    end(call, 200, value);
  }
}

/** `zones/europe-west3-a/NAME` in the words of the attribute that a group gives its machines. */
const createdBy = (group: string): string =>
  `projects/123456789012/${group.replace(/\/([^/]+)$/, "/instanceGroupManagers/$1")}`;

interface Shown {
  readonly body: string;
  readonly type: string;
}

const etagOf = (body: string): string => createHash("sha256").update(body).digest("hex").slice(0, 16);

const isFolder = (tree: Tree | undefined): tree is { readonly [key: string]: Tree } =>
  typeof tree === "object" && !Array.isArray(tree);

const leaf = (tree: string | readonly string[]): string =>
  typeof tree === "string" ? tree : tree.map((line) => `${line}\n`).join("");

const lines = (tree: Tree, path: string): string =>
  !isFolder(tree)
    ? `${path} ${leaf(tree)}\n`
    : Object.entries(tree)
        .map(([name, value]) => lines(value, path === "" ? name : `${path}/${name}`))
        .join("");

function write({ response }: Call, status: number, body: string, type: string): undefined {
  const headers = { "metadata-flavor": "Google", server: "Metadata Server for VM", etag: etagOf(body) };
  response.writeHead(status, { ...headers, "content-type": type }).end(body);
}

const end = (call: Call, status: number, body: string): undefined => write(call, status, body, "application/text");
