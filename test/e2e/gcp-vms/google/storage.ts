import { createHash, randomUUID } from "node:crypto";
import { bytes, type Call, failure, json, object } from "./answers";
import { crc32cText } from "./crc32c";
import { parts } from "./multipart";
import type { Rights } from "./rights";
import type { StoredObject, World } from "./world";

const OBJECTS = /^\/(?:(upload|download)\/)?storage\/v1\/b\/([^/]+)(\/o(?:\/(.+))?)?$/;

interface Upload {
  readonly bucket: string;
  readonly name: string;
  readonly type: string;
  readonly chunks: Buffer[];
}

/** Objects in buckets, as Google's Python client and Airflow's log handler ask for them. Source: Cloud Storage JSON API. */
export class Storage {
  private readonly uploads = new Map<string, Upload>();

  constructor(
    private readonly world: World,
    private readonly rights: Rights,
  ) {}

  async answer(call: Call): Promise<void> {
    const [, kind = "", bucketPart = "", objects, namePart] = OBJECTS.exec(call.path) ?? [];
    const bucket = decodeURIComponent(bucketPart);
    const name = namePart === undefined ? undefined : decodeURIComponent(namePart);
    const found = this.world.buckets.get(bucket);
    if (found === undefined) return failure(call.response, 404, "The specified bucket does not exist.");
    if (kind === "upload") return this.upload(call, bucket);
    if (objects === undefined) return this.bucket(call, bucket);
    if (name === undefined) return this.list(call, bucket, found);
    await this.one(call, bucket, found, name);
  }

  private bucket(call: Call, name: string): undefined {
    if (this.rights.may(call, "storage.buckets.get", `bucket ${name}`) === undefined) return;
    json(call.response, 200, { kind: "storage#bucket", id: name, name, location: "EUROPE-WEST3" });
  }

  private list(call: Call, bucket: string, found: ReadonlyMap<string, StoredObject>): undefined {
    if (this.rights.may(call, "storage.objects.list", `bucket ${bucket}`) === undefined) return;
    const [prefix, delimiter] = [call.query.get("prefix") ?? "", call.query.get("delimiter") ?? ""];
    const names = [...found.keys()].filter((name) => name.startsWith(prefix)).sort();
    const folder = (name: string): string | undefined => {
      const end = delimiter === "" ? -1 : name.indexOf(delimiter, prefix.length);
      return end < 0 ? undefined : name.slice(0, end + delimiter.length);
    };
    const items = names.flatMap((name) => {
      const one = found.get(name);
      return folder(name) !== undefined || one === undefined ? [] : [shown(bucket, one)];
    });
    const prefixes = [...new Set(names.flatMap((name) => folder(name) ?? []))];
    json(call.response, 200, { kind: "storage#objects", items, prefixes });
  }

  private async one(call: Call, bucket: string, found: Map<string, StoredObject>, name: string): Promise<void> {
    const { method, response, query, request } = call;
    const permission = method === "DELETE" ? "delete" : method === "PATCH" ? "update" : "get";
    if (this.rights.may(call, `storage.objects.${permission}`, `bucket ${bucket}`) === undefined) return;
    const one = found.get(name);
    if (one === undefined) return failure(response, 404, `No such object: ${bucket}/${name}`);
    if (method === "DELETE") {
      found.delete(name);
      response.writeHead(204).end();
    } else if (method === "GET" && query.get("alt") === "media") download(call, one);
    else if (method === "GET" || method === "PATCH") {
      if (method === "PATCH") await bytes(request);
      json(response, 200, shown(bucket, one));
    } else {
      this.world.unknown.push(`storage ${method} ${call.path}`);
      failure(response, 404, "not known here");
    }
  }

  private async upload(call: Call, bucket: string): Promise<void> {
    const { query, request, response } = call;
    const id = query.get("upload_id");
    if (id !== null) return this.chunk(call, id);
    if (this.rights.may(call, "storage.objects.create", `bucket ${bucket}`) === undefined) return;
    const type = String(request.headers["content-type"] ?? "");
    if (query.get("uploadType") === "multipart") {
      const [about, data] = parts(await bytes(request), type);
      const { name, contentType } = JSON.parse(about.body.toString("utf8")) as { name: string; contentType?: string };
      return this.keep(call, bucket, name, contentType ?? data.type, data.body);
    }
    if (query.get("uploadType") === "media")
      return this.keep(call, bucket, query.get("name") ?? "", type, await bytes(request));
    const about = (await object(request)) as { readonly name?: string };
    const made = randomUUID();
    const name = about.name ?? query.get("name") ?? "";
    const contentType = String(request.headers["x-upload-content-type"] ?? "application/octet-stream");
    this.uploads.set(made, { bucket, name, type: contentType, chunks: [] });
    response.writeHead(200, {
      location: `https://storage.googleapis.com/upload/storage/v1/b/${bucket}/o?uploadType=resumable&upload_id=${made}`,
    });
    response.end();
  }

  /** `Content-Range: bytes 0-99/250`, or a star in the place of a size that is not known yet. */
  private async chunk(call: Call, id: string): Promise<void> {
    const upload = this.uploads.get(id);
    if (upload === undefined) return failure(call.response, 404, "no such upload");
    const data = await bytes(call.request);
    if (data.length > 0) upload.chunks.push(data);
    const all = Buffer.concat(upload.chunks);
    const [, size] = /\/(\d+|\*)$/.exec(call.request.headers["content-range"] ?? "") ?? [];
    if (size === "*" || Number(size ?? all.length) > all.length) {
      call.response.writeHead(308, { range: `bytes=0-${all.length - 1}` }).end();
      return;
    }
    this.uploads.delete(id);
    this.keep(call, upload.bucket, upload.name, upload.type, all);
  }

  private keep({ response, query }: Call, bucket: string, name: string, type: string, data: Buffer): undefined {
    const objects = this.world.buckets.get(bucket) ?? new Map<string, StoredObject>();
    const before = objects.get(name);
    // A precondition of the client: 0 means that there must be none.
    const wanted = query.get("ifGenerationMatch");
    if (wanted !== null && Number(wanted) !== (before?.generation ?? 0))
      return failure(response, 412, "At least one of the pre-conditions you specified did not hold.");
    const one = { name, bytes: data, type, generation: Date.now(), updated: new Date().toISOString() };
    objects.set(name, one);
    json(response, 200, shown(bucket, one));
  }
}

const hashes = ({ bytes: data }: StoredObject) => ({
  md5Hash: createHash("md5").update(data).digest("base64"),
  crc32c: crc32cText(data),
});

const shown = (bucket: string, one: StoredObject): object => ({
  kind: "storage#object",
  id: `${bucket}/${one.name}/${one.generation}`,
  bucket,
  name: one.name,
  contentType: one.type,
  size: String(one.bytes.length),
  generation: String(one.generation),
  metageneration: "1",
  timeCreated: one.updated,
  updated: one.updated,
  ...hashes(one),
});

function download({ request, response }: Call, one: StoredObject): undefined {
  const { md5Hash, crc32c } = hashes(one);
  const headers = {
    "content-type": one.type,
    "x-goog-hash": `crc32c=${crc32c},md5=${md5Hash}`,
    "x-goog-generation": String(one.generation),
  };
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
  if (first === undefined) {
    response.writeHead(200, { ...headers, "content-length": one.bytes.length }).end(one.bytes);
    return;
  }
  const [start, size] = [Number(first), one.bytes.length];
  if (start >= size) {
    response.writeHead(416, { "content-range": `bytes */${size}` }).end();
    return;
  }
  const end = Math.min(size, last === undefined || last === "" ? size : Number(last) + 1);
  const range = `bytes ${start}-${end - 1}/${size}`;
  response.writeHead(206, { ...headers, "content-length": end - start, "content-range": range });
  response.end(one.bytes.subarray(start, end));
}
