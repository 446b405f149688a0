import type { ContainerUpload } from "@cdktf/provider-docker/lib/container";
import { AssetType, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import { starter } from "../../airflow/files/files";
import type { Text } from "../../airflow/secrets/secret";
import type { File } from "../../airflow/workloads/service";
import { Fn } from "../../encode/functions";
import { homePath } from "../../encode/paths";
import { once } from "../../encode/reference";
import { asText } from "../../encode/stand-in";
import { literal } from "../../encode/terraform";
import type { Secrets } from "../secrets/secrets";
import { CONFIG_FILE, configFile, split } from "./config-file";

const ENVIRONMENT = "/run/secrets/environment";
const ENV_FILE = "/run/secrets/env-file";
/** Secrets belong to root and its group, which every Airflow process has. */
const GROUP_ONLY = "0440";

/** Files copied into containers before they start: programs as assets, secrets as contents. */
export class Files extends Construct {
  /** Path in the output of each file: cdktf computes it anew, with a digest, each time that an asset is asked for it. */
  private readonly paths = new Map<string, string>();
  private readonly uploads = new Map<string, readonly ContainerUpload[]>();

  /** Programs and settings of a process, with the one that starts it. */
  programs(files: readonly File[]): ContainerUpload[] {
    return [starter(), ...files].map((file) => ({
      file: file.target,
      ...("content" in file ? { content: literal(file.content) } : { source: this.path(file.target, file.source) }),
      permissions: "0644",
    }));
  }

  /** Secrets of a process: options in airflow.cfg, the rest a file for each variable. Most processes have the same. */
  secrets(
    secret: Readonly<Record<string, Text>>,
    secrets: Secrets,
    envFile: string | undefined,
  ): readonly ContainerUpload[] {
    const key = JSON.stringify([secret, envFile]);
    const known = this.uploads.get(key) ?? secretUploads(secret, secrets, envFile);
    this.uploads.set(key, known);
    return known;
  }

  private path(target: string, source: string): string {
    const known = this.paths.get(source);
    if (known !== undefined) return known;
    // An id takes no slash; `:` stands for it, because `a_b.py` and `a/b.py` may both be there.
    const asset = new TerraformAsset(this, target.replaceAll("/", ":"), {
      path: source,
      type: AssetType.FILE,
    });
    const path = literal(asText(asset.path));
    this.paths.set(source, path);
    return path;
  }
}

function secretUploads(
  secret: Readonly<Record<string, Text>>,
  secrets: Secrets,
  envFile: string | undefined,
): readonly ContainerUpload[] {
  const variables = split(secret).variables.map((name) => ({
    file: `${ENVIRONMENT}/${name}`,
    content: secrets.text(secret[name] ?? []),
  }));
  const given =
    envFile === undefined
      ? []
      : [
          {
            file: ENV_FILE,
            source: homePath(envFile),
            sourceHash: Fn.filesha256(homePath(envFile)),
          },
        ];
  return [{ file: CONFIG_FILE, content: once(configFile(secret, secrets)) }, ...variables, ...given].map((upload) => ({
    ...upload,
    permissions: GROUP_ONLY,
  }));
}
