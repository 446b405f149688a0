import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../../commands/run";
import { docker } from "../../docker";
import { must } from "../../expect";
import { copyFolder } from "../../project";
import { digestOf, type Registry } from "../google/registry";
import { OWN_LABEL, REGION, REPOSITORY } from "../scene";
import { engineRoot } from "./engine-folder";

interface Config {
  readonly config: { readonly Env: readonly string[]; readonly Labels?: Readonly<Record<string, string>> | null };
  readonly history: readonly object[];
  readonly rootfs: { readonly type: string; readonly diff_ids: readonly string[] };
}

const STORE = "/etc/ssl/certs/ca-certificates.crt";

export interface ImageProps {
  readonly base: string;
  readonly certificates: string;
  readonly registry: Registry;
  /** Image of this machine's engine. */
  readonly from: string;
  /** Tells two images apart. */
  readonly mark: string;
  /** Folder with DAGs that are part of the image. Unwritten: none are. */
  readonly dags?: string;
}

/** Where they are in it. */
export const DAGS = "/opt/acme/dags";

/**
 * `FROM apache/airflow` with one layer more, as people build theirs: the run's authority in the system's store. It is put
 * into the run's registry without an engine, whose base layers machines have already. @returns the reference with digest
 */
export async function airflowImage({ base, certificates, registry, from, mark, dags }: ImageProps): Promise<string> {
  const store = await docker("run", "--rm", "--network", "none", "--entrypoint", "cat", from, STORE);
  const folder = join(base, "image", mark);
  mkdirSync(join(folder, "etc/ssl/certs"), { recursive: true });
  writeFileSync(join(folder, STORE), `${store}\n${readFileSync(join(certificates, "ca.pem"), "utf8")}`);
  writeFileSync(join(folder, "etc/e2e-image"), `${mark}\n`);
  if (dags !== undefined) copyFolder(dags, join(folder, DAGS));
  const tar = join(base, "image", `${mark}.tar`);
  const owner = ["--owner=0", "--group=0", "--numeric-owner", "--mode=u=rwX,go=rX"];
  const { code, stderr } = await run("tar", [
    "--create",
    "--file",
    tar,
    "--directory",
    folder,
    ...owner,
    ...readdirSync(folder),
  ]);
  must(code === 0, `tar: ${stderr}`);
  const bytes = readFileSync(tar);
  const layer = { digest: digestOf(bytes), bytes };
  const { text, layers } = await below(from);
  const config = Buffer.from(
    JSON.stringify({
      ...text,
      config: {
        ...text.config,
        Env: [...text.config.Env, `REQUESTS_CA_BUNDLE=${STORE}`],
        Labels: { ...text.config.Labels, [OWN_LABEL]: mark },
      },
      history: [...text.history, { created_by: "e2e" }],
      rootfs: { ...text.rootfs, diff_ids: [...text.rootfs.diff_ids, layer.digest] },
    }),
  );
  const digest = registry.add(REPOSITORY, config, [...layers.map((one) => ({ digest: one })), layer]);
  return `${REGION}-docker.pkg.dev/${REPOSITORY}@${digest}`;
}

/** Configuration and layers of an image of this machine's engine. */
async function below(image: string): Promise<{ text: Config; layers: readonly string[] }> {
  const id = (await docker("image", "inspect", "--format", "{{.Id}}", image)).replace("sha256:", "");
  const file = join(await engineRoot(), "image/overlay2/imagedb/content/sha256", id);
  const text = JSON.parse(readFileSync(file, "utf8")) as Config;
  return { text, layers: text.rootfs.diff_ids };
}
