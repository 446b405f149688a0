import { z } from "zod";
import { digest } from "../../lib/deployment/digest";

/** Source: the OCI image specification, and Docker's "Image Manifest Version 2, Schema 2". */
const IMAGES = ["application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json"];
const LISTS = ["application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json"];

const list = z.object({
  manifests: z.array(
    z.object({ digest: z.string(), platform: z.object({ os: z.string(), architecture: z.string() }).optional() }),
  ),
});
const one = z.object({ config: z.object({ digest: z.string() }) });
const config = z.object({ os: z.string(), architecture: z.string() });

/** A repository of a registry that speaks the OCI distribution specification. */
export interface Repository {
  /** `https://registry.example.com` */
  readonly url: string;
  readonly name: string;
  /** `USER:PASSWORD` in base64. */
  readonly authorization: string;
}

/**
 * What a registry has under a tag, by its own answers: whatever was on the engine, this is what will run.
 * @param platform `linux/arm64`
 * @returns the digest of the image for that platform; undefined: there is no such tag
 * @throws Error with one line for people
 */
export async function digestOf(
  repository: Repository,
  tag: string,
  platform: string,
): Promise<`sha256:${string}` | undefined> {
  const found = await manifest(repository, tag);
  if (found === undefined) return undefined;
  const image = LISTS.includes(found.type) ? await fromList(repository, found.text, platform) : found;
  const { digest } = one.parse(JSON.parse(image.text)).config;
  const text = await (await ask(repository, `blobs/${digest}`)).text();
  if (hash(text) !== digest) throw new Error(`the registry's answer for ${digest} is something else`);
  const { os, architecture } = config.parse(JSON.parse(text));
  if (`${os}/${architecture}` !== platform)
    throw new Error(`the registry has ${tag} for ${os}/${architecture}, and not for ${platform}`);
  return hash(image.text);
}

interface Manifest {
  readonly type: string;
  readonly text: string;
}

async function fromList(repository: Repository, text: string, platform: string): Promise<Manifest> {
  const all = list.parse(JSON.parse(text)).manifests;
  const fit = all.find((entry) => `${entry.platform?.os}/${entry.platform?.architecture}` === platform);
  const found = fit === undefined ? undefined : await manifest(repository, fit.digest);
  if (found !== undefined) return found;
  throw new Error(`the registry has no image for ${platform} under what was pushed`);
}

async function manifest(repository: Repository, reference: string): Promise<Manifest | undefined> {
  const answer = await ask(repository, `manifests/${reference}`, [...IMAGES, ...LISTS].join(", "));
  if (answer.status === 404) return undefined;
  return { type: (answer.headers.get("content-type") ?? "").split(";")[0] ?? "", text: await answer.text() };
}

const hash = (text: string): `sha256:${string}` => `sha256:${digest(text)}`;

/** ECR sends on to S3 for what is large; no authorization goes there. */
async function ask({ url, name, authorization }: Repository, path: string, accept = "*/*"): Promise<Response> {
  const answer = await fetch(`${url}/v2/${name}/${path}`, {
    headers: { accept, authorization: `Basic ${authorization}` },
  });
  if (answer.ok || (answer.status === 404 && path.startsWith("manifests/"))) return answer;
  throw new Error(`the registry answers ${answer.status} to ${path.split("/")[0]} of ${name}`);
}
