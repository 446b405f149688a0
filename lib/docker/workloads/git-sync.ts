import type { ContainerMounts, ContainerUpload } from "@cdktf/provider-docker/lib/container";
import { Construct } from "constructs";
import { SYNCED_FOLDER } from "../../airflow/files/dags";
import { knownHostsText } from "../../airflow/files/known-hosts";
import { type GitSyncPlaces, gitSyncCommand, gitSyncVariables } from "../../airflow/workloads/git-sync";
import type { AirflowPart } from "../../deployment/schema/airflow";
import { Fn } from "../../encode/functions";
import { homePath } from "../../encode/paths";
import { literal, literals } from "../../encode/terraform";
import { Storage } from "../data/storage";
import { Image } from "../image/image";
import { type GitKey, gitKey } from "../secrets/git-key";
import type { Place } from "../words/place";
import { container } from "./container";

const AT: GitSyncPlaces = {
  root: "/git",
  link: "current",
  password: "/run/secrets/password",
  sshKey: "/run/secrets/ssh-key",
  knownHosts: "/run/secrets/known_hosts",
};

/** Seconds. The first copy of a large repository takes a while. */
const HEALTH = { interval: "30s", timeout: "10s", retries: 3, startPeriod: "5m0s" };

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
    const sshKey = dags.credentials?.sshKey;
    const key = sshKey === undefined ? undefined : gitKey(this, place.secrets.value({ given: sshKey }));
    container(this, {
      stack: place.stack,
      name: "git-sync",
      role: "git-sync",
      image: Image.pulled(this, "git-sync-image", image).id,
      network: place.network.name,
      aliases: [],
      environment: { ...literals(environment), ...gitSyncVariables(dags) },
      // Only git is surely in the image. Without a first copy nothing has DAGs; a later failure leaves the last one.
      health: { test: ["CMD", "git", "-C", `${AT.root}/${AT.link}`, "rev-parse", "HEAD"], ...HEALTH },
      stopSeconds: 10,
      more: {
        // A new volume belongs to root.
        user: "0:0",
        command: gitSyncCommand(dags, repository, AT).map(literal),
        mounts: [volume.mountedAt(AT.root)],
        upload: uploads(dags, place, key),
        ...(key === undefined ? {} : { lifecycle: { precondition: [key.usable] } }),
      },
    });
    this.mount = { ...volume.mountedAt(SYNCED_FOLDER.slice(0, -AT.link.length - 1)), readOnly: true };
  }
}

const hostsOf = (given: string | { readonly file: string }): string =>
  typeof given === "string" ? literal(knownHostsText(given)) : Fn.file(homePath(given.file));

/** Files with what logs in; they belong to root, who runs git. */
function uploads(
  { credentials }: AirflowPart["dags"],
  { secrets }: Place,
  key: GitKey | undefined,
): ContainerUpload[] | undefined {
  if (credentials === undefined) return undefined;
  const { password, knownHosts } = credentials;
  const given = [
    ...(password === undefined ? [] : [{ file: AT.password, content: secrets.value({ given: password }) }]),
    ...(key === undefined ? [] : [{ file: AT.sshKey, content: key.file }]),
    ...(knownHosts === undefined ? [] : [{ file: AT.knownHosts, content: hostsOf(knownHosts) }]),
  ];
  return given.map((file) => ({ ...file, permissions: "0400" }));
}
