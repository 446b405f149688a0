import { readFileSync } from "node:fs";
import type { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { Construct } from "constructs";
import { byOption } from "../../airflow/environment/option";
import { ownFolder, PROGRAMS } from "../../airflow/files/files";
import { program } from "../../airflow/files/program";
import { RELEASES } from "../../airflow/releases/release-profiles";
import type { File } from "../../airflow/workloads/service";
import { AIRFLOW_HOME } from "../../deployment/usual";
import { Fn } from "../../encode/functions";
import type { Container, MountPoint } from "../workloads/container";
import { type Archive, archive } from "./archive";
import { type Folder, foldersOf, volumeName, WRITTEN } from "./folders";
import { type Bucket, object } from "./object";

/** How the containers of one service get their files. */
export interface Delivery {
  /** Runs before all others, as root, with the image that Airflow runs. */
  readonly init: Container;
  /** Names of the task's volumes. */
  readonly volumes: readonly string[];
  /** For every container with Airflow's image. */
  readonly mounts: readonly MountPoint[];
  /** Variables for every container with Airflow's image: where files lie that cannot lie where others have them. */
  readonly plain: Readonly<Record<string, string>>;
  /** ARN of the one object that the task's role must read. */
  readonly object: string;
}

export interface FilesProps extends Bucket {
  /** Variables of the container that fetches the files. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface DeliveryOptions {
  /** By digest. */
  readonly image: string;
  readonly files: readonly File[];
  /** Whether the root file system is read-only: then folders that Airflow writes to are volumes too. */
  readonly readOnly: boolean;
}

const INIT = "files";
const ROOT = "0";
/** Where the container that brings the files finds the volumes; Airflow's own folders are the image's there. */
const VOLUMES = "/mnt/airflow-cdktf";
const CONFIG = `${PROGRAMS}/airflow.cfg`;
const WEBSERVER_CONFIG = `${PROGRAMS}/webserver_config.py`;
/**
 * Airflow writes these beside its others when there are none, and ends where it cannot: the image's own, else the
 * release's. A file of the project takes their place. Seen with 2.11.2 and 3.3.2.
 */
const COPIES = {
  [CONFIG]: [`${AIRFLOW_HOME}/airflow.cfg`],
  [WEBSERVER_CONFIG]: [`${AIRFLOW_HOME}/webserver_config.py`, "airflow:config_templates/default_webserver_config.py"],
};

/** Where processes find them; each release reads its own name of the option. */
const PLACES: Readonly<Record<string, string>> = Object.assign(
  { AIRFLOW_CONFIG: CONFIG },
  ...Object.values(RELEASES).map(({ options }) => byOption({ [options.webserverConfig]: WEBSERVER_CONFIG })),
);

/** Starts a process with the variables of airflow.envFile, and with what no proxy leads to. */
export const START = `${PROGRAMS}/start.sh`;

/** What every process of this target gets besides Airflow's own files. */
const targetFiles = (): File[] => [
  { target: START, source: program("ecs", "start.sh") },
  ...ownFolder(program("ecs", "src"), PROGRAMS),
];

interface Made {
  readonly archive: Archive;
  readonly object: S3Object;
}

/** Files of Airflow's processes: one archive in a bucket, written into empty volumes by a container of its own. */
export class Files extends Construct {
  private readonly made = new Map<string, Made>();
  private readonly program = readFileSync(program("ecs", "src", "unpack.py"), "utf8");

  constructor(
    scope: Construct,
    id: string,
    private readonly props: FilesProps,
  ) {
    super(scope, id);
  }

  /** @param owner the service's name: part of an archive's name where not all services have the same files */
  delivery(owner: string, { image, files, readOnly }: DeliveryOptions): Delivery {
    const made = this.once(owner, [...targetFiles(), ...files]);
    const folders = [...foldersOf(made.archive.targets), ...(readOnly ? WRITTEN : [])];
    return {
      init: this.init(image, made, folders),
      volumes: folders.map(volumeName),
      mounts: folders.map((one) => ({
        sourceVolume: volumeName(one),
        containerPath: one.path,
        readOnly: !WRITTEN.includes(one),
      })),
      plain: PLACES,
      object: made.object.arn,
    };
  }

  private init(image: string, { archive, object }: Made, folders: readonly Folder[]): Container {
    const at = (one: Folder) => `${VOLUMES}/${volumeName(one)}`;
    return {
      name: INIT,
      image,
      essential: false,
      user: ROOT,
      entryPoint: ["python", "-c"],
      command: [this.program],
      environment: {
        ...this.props.environment,
        AIRFLOW_CDKTF_FILES: Fn.jsonencode({
          bucket: object.bucket,
          key: object.key,
          version: object.versionId,
          sha256: archive.sha256,
          copies: COPIES,
          volumes: folders.map((one) => ({
            folder: one.path,
            at: at(one),
            mode: one.mode,
            keeps: !WRITTEN.includes(one),
          })),
        }),
      },
      secrets: {},
      mountPoints: folders.map((one) => ({ sourceVolume: volumeName(one), containerPath: at(one), readOnly: false })),
      readonlyRootFilesystem: true,
    };
  }

  /** Equal files are one object. All services have the same but for exceptions, which carry the service's name. */
  private once(owner: string, files: readonly File[]): Made {
    const key = JSON.stringify(files);
    const known = this.made.get(key);
    if (known !== undefined) return known;
    const packed = archive(files);
    const name = this.made.size === 0 ? "files" : `files-${owner}`;
    const made = { archive: packed, object: object(this, this.props, name, packed) };
    this.made.set(key, made);
    return made;
  }
}
