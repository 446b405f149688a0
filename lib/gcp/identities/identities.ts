import { ArtifactRegistryRepositoryIamMember } from "@cdktf/provider-google/lib/artifact-registry-repository-iam-member";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { constructId } from "../../encode/construct-id";
import { literal } from "../../encode/terraform";
import { MASTER } from "../names";
import type { GcpFile } from "../settings/settings";
import { Identity } from "./identity";
import { repositoryOf } from "./repository";
import { shrinkRole } from "./shrink-role";

export interface IdentitiesProps {
  readonly stack: string;
  readonly settings: GcpFile;
  /** Google's services that must be on. Default: none. */
  readonly after?: readonly ITerraformDependable[];
}

/** Writes and reads objects, and replaces its own: Airflow appends to a log by writing it anew. */
const LOGS = "roles/storage.objectUser";
/** Writes and reads, and can neither replace nor delete: who takes over a machine must not take the dumps with it. */
const BACKUPS = ["roles/storage.objectCreator", "roles/storage.objectViewer"] as const;
const PULLER = "roles/artifactregistry.reader";

/** One identity for each kind of machine, each with the least rights. */
export class Identities extends Construct {
  readonly master: Identity;
  private readonly pools: ReadonlyMap<string, Identity>;
  private shrink: string | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: IdentitiesProps,
  ) {
    super(scope, id);
    const { settings } = props;
    // The triggerer is on the master, and runs the deferred half of tasks.
    this.master = this.identity(MASTER, settings.roles);
    this.pools = new Map(
      Object.entries(settings.workers).map(([pool, { roles }]) => [
        pool,
        this.identity(pool, [...settings.roles, ...roles]),
      ]),
    );
  }

  pool(name: string): Identity {
    const identity = this.pools.get(name);
    if (identity === undefined) throw new Error(`no identity of pool ${name} was made`);
    return identity;
  }

  /** Everybody, the master first. */
  get all(): readonly Identity[] {
    return [this.master, ...this.pools.values()];
  }

  /** A role in the project. */
  grantProject(identity: Identity, role: string): void {
    identity.grantProject(role);
  }

  /** Logs of tasks: workers and the triggerer write them, the webserver shows them. */
  grantLogs(bucket: string): void {
    for (const identity of this.all) identity.grantBucket("logs", bucket, LOGS);
  }

  /** Dumps of the database, which the master makes and tries. */
  grantBackups(bucket: string): void {
    for (const role of BACKUPS) this.master.grantBucket("backups", bucket, role);
  }

  /**
   * Lets every machine pull these images from repositories of this project. Another project's rights are not ours to
   * give: its owner lets the accounts in.
   */
  grantPull(images: readonly string[]): void {
    const own = images.flatMap((image) => {
      const repository = repositoryOf(image);
      return repository?.project === this.props.settings.project ? [repository] : [];
    });
    for (const [key, { location, name }] of new Map(own.map((one) => [`${one.location}-${one.name}`, one])))
      for (const identity of this.all) {
        const id = `pull-${key.replace(/[^a-z0-9-]+/g, "-")}`;
        const right = new ArtifactRegistryRepositoryIamMember(identity, id, {
          project: literal(this.props.settings.project),
          location,
          repository: name,
          role: PULLER,
          member: identity.member,
        });
        identity.keep(right, id);
      }
  }

  /** Lets a pool's workers ask for the deletion of their own machines. */
  grantShrink(pool: string): void {
    const { stack, after = [] } = this.props;
    this.shrink ??= shrinkRole(this, { stack, life: this.master.uniqueId, after });
    this.pool(pool).grantProject(this.shrink, "shrink");
  }

  private identity(machine: string, roles: readonly string[]): Identity {
    const { stack, settings, after = [] } = this.props;
    const identity = new Identity(this, constructId(machine), { stack, project: settings.project, machine, after });
    for (const role of roles) identity.grantProject(role);
    return identity;
  }
}
