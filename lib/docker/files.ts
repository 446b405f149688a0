import { join } from "node:path";
import type { ContainerUpload } from "@cdktf/provider-docker/lib/container";
import { AssetType, Fn, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import type { Text } from "../airflow/secret";
import type { File } from "../airflow/service";
import { CONFIG_FILE, configFile, split } from "./config-file";
import { fromProject } from "./expression";
import type { Secrets } from "./secrets";

export const START = "/opt/airflow-cdktf/start.sh";
const ENVIRONMENT = "/run/secrets/environment";
const ENV_FILE = "/run/secrets/env-file";
/** Secrets belong to root and its group, which every Airflow process has. */
const GROUP_ONLY = "0440";

/** Files copied into containers before they start: programs as assets, secrets as contents. */
export class Files extends Construct {
  private readonly assets = new Map<string, TerraformAsset>();

  /** Programs and settings of a process, with the one that starts it. */
  programs(files: readonly File[]): ContainerUpload[] {
    return [{ target: START, source: join(__dirname, "start.sh") }, ...files].map((file) => ({
      file: file.target,
      source: this.asset(file).path,
      permissions: "0644",
    }));
  }

  /** Secrets of a process: options in airflow.cfg, the rest a file for each variable. */
  secrets(secret: Readonly<Record<string, Text>>, secrets: Secrets, envFile: string | undefined): ContainerUpload[] {
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
              source: Fn.pathexpand(fromProject(envFile)),
              sourceHash: Fn.filesha256(Fn.pathexpand(fromProject(envFile))),
            },
          ];
    return [{ file: CONFIG_FILE, content: configFile(secret, secrets) }, ...variables, ...given].map((upload) => ({
      ...upload,
      permissions: GROUP_ONLY,
    }));
  }

  private asset(file: File): TerraformAsset {
    const known = this.assets.get(file.source);
    if (known !== undefined) return known;
    // An id takes no slash; `:` stands for it, because `a_b.py` and `a/b.py` may both be there.
    const asset = new TerraformAsset(this, file.target.replaceAll("/", ":"), {
      path: file.source,
      type: AssetType.FILE,
    });
    this.assets.set(file.source, asset);
    return asset;
  }
}
