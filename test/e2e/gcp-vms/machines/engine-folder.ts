import { createHash } from "node:crypto";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { docker } from "../../docker";

interface Inspected {
  readonly Id: string;
  readonly RepoTags: readonly string[];
  readonly RootFS: { readonly Layers: readonly string[] };
}

const hex = (digest: string): string => digest.replace("sha256:", "");

/** Names of the images with all layers below each layer, as the engine names its folders. */
function chains(layers: readonly string[]): string[] {
  const made: string[] = [];
  for (const layer of layers) {
    const parent = made.at(-1);
    made.push(
      parent === undefined ? layer : `sha256:${createHash("sha256").update(`${parent} ${layer}`).digest("hex")}`,
    );
  }
  return made;
}

/** Folder of this machine's engine, in which the layers of its images are. */
export const engineRoot = (): Promise<string> => docker("info", "--format", "{{.DockerRootDir}}");

/**
 * The folder of a machine's own engine, with some images of this machine's engine in it: what describes them is copied,
 * the files of their layers are mounted, so that a machine costs neither time nor space.
 * @returns mounts for `docker run --volume`
 */
export async function engineFolder(folder: string, images: readonly string[]): Promise<string[]> {
  const root = await engineRoot();
  const inspected = JSON.parse(await docker("image", "inspect", ...images)) as Inspected[];
  const mounts = new Set<string>();
  const target = { image: join(folder, "image/overlay2"), layers: join(folder, "overlay2") };
  const source = { image: join(root, "image/overlay2"), layers: join(root, "overlay2") };
  mkdirSync(join(target.layers, "l"), { recursive: true });
  for (const one of inspected) {
    content(source.image, target.image, hex(one.Id));
    known(target.image, one.RootFS.Layers);
    for (const chain of chains(one.RootFS.Layers)) {
      const description = join("layerdb/sha256", hex(chain));
      cpSync(join(source.image, description), join(target.image, description), { recursive: true });
      const id = readFileSync(join(source.image, description, "cache-id"), "utf8");
      layer(join(source.layers, id), join(target.layers, id), join(target.layers, "l"), id);
      mounts.add(`${join(source.layers, id, "diff")}:/var/lib/docker/overlay2/${id}/diff:ro`);
    }
  }
  writeFileSync(join(target.image, "repositories.json"), repositories(inspected));
  return [...mounts];
}

/** What says how the image is run. */
function content(from: string, to: string, image: string): void {
  for (const kind of ["content", "metadata"]) {
    const folder = join("imagedb", kind, "sha256");
    mkdirSync(join(to, folder), { recursive: true });
    if (existsSync(join(from, folder, image)))
      cpSync(join(from, folder, image), join(to, folder, image), { recursive: true });
  }
}

/** The engine pulls no layer whose digest in a registry it knows; the run's registry has them as they are, not packed. */
function known(to: string, layers: readonly string[]): void {
  const [digests, places] = [
    join(to, "distribution/diffid-by-digest/sha256"),
    join(to, "distribution/v2metadata-by-diffid/sha256"),
  ];
  for (const folder of [digests, places]) mkdirSync(folder, { recursive: true });
  for (const diff of layers) {
    writeFileSync(join(digests, hex(diff)), diff);
    writeFileSync(join(places, hex(diff)), JSON.stringify([{ Digest: diff, SourceRepository: "e2e/e2e", HMAC: "" }]));
  }
}

function layer(from: string, to: string, links: string, id: string): void {
  if (existsSync(to)) return;
  for (const part of ["diff", "work"]) mkdirSync(join(to, part), { recursive: true });
  for (const name of readdirSync(from))
    if (["link", "lower", "committed"].includes(name)) copyFileSync(join(from, name), join(to, name));
  symlinkSync(`../${id}/diff`, join(links, readFileSync(join(from, "link"), "utf8")));
}

function repositories(images: readonly Inspected[]): string {
  const byName: Record<string, Record<string, string>> = {};
  for (const { Id, RepoTags } of images)
    for (const tag of RepoTags) {
      const name = tag.slice(0, tag.lastIndexOf(":"));
      byName[name] = { ...byName[name], [tag]: Id };
    }
  return JSON.stringify({ Repositories: byName });
}
