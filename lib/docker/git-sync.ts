import type { ContainerMounts } from "@cdktf/provider-docker/lib/container";
import { Construct } from "constructs";
import { SYNCED_FOLDER, syncSeconds } from "../airflow/dags";
import type { AirflowPart } from "../deployment/airflow";
import { literal, literals } from "../encode/terraform";
import { container } from "./container";
import { Image } from "./image";
import type { Place } from "./place";
import { Storage } from "./storage";

const ROOT = "/git";
const LINK = "current";
const PASSWORD_FILE = "/run/secrets/password";

export interface GitSyncProps {
  readonly dags: AirflowPart["dags"];
  readonly repository: string;
  /** Of Kubernetes' git-sync, version 4. */
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Keeps a volume equal to a repository, for releases whose Airflow has no git bundle. The link to the current commit is
 * swapped in one step, so that no process reads half a commit.
 */
export class GitSync extends Construct {
  /** The repository, for every Airflow process. */
  readonly mount: ContainerMounts;

  constructor(scope: Construct, id: string, place: Place, { dags, repository, image, environment }: GitSyncProps) {
    super(scope, id);
    const volume = new Storage(this, "git", place.stack, "volume");
    const { credentials } = dags;
    const login =
      credentials === undefined ? [] : [`--username=${credentials.username}`, `--password-file=${PASSWORD_FILE}`];
    const options = [`--repo=${repository}`, `--ref=${dags.ref ?? "main"}`, `--period=${syncSeconds(dags)}s`];
    container(this, {
      stack: place.stack,
      name: "git-sync",
      role: "git-sync",
      image: Image.pulled(this, "git-sync-image", image).id,
      network: place.network.name,
      aliases: [],
      environment: literals(environment),
      stopSeconds: 10,
      more: {
        // A new volume belongs to root.
        user: "0:0",
        command: [...options, `--root=${ROOT}`, `--link=${LINK}`, ...login].map(literal),
        mounts: [volume.mountedAt(ROOT)],
        upload:
          credentials === undefined
            ? undefined
            : [
                {
                  file: PASSWORD_FILE,
                  content: place.secrets.value({ given: credentials.password }),
                  permissions: "0400",
                },
              ],
      },
    });
    this.mount = { ...volume.mountedAt(SYNCED_FOLDER.slice(0, -LINK.length - 1)), readOnly: true };
  }
}
