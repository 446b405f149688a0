import { ProjectIamMember } from "@cdktf/provider-google/lib/project-iam-member";
import { ServiceAccount } from "@cdktf/provider-google/lib/service-account";
import { StorageBucketIamMember } from "@cdktf/provider-google/lib/storage-bucket-iam-member";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { literal } from "../../encode/terraform";
import { nameOf } from "../names";

export interface IdentityProps {
  readonly stack: string;
  readonly project: string;
  /** `master`, or the pool. */
  readonly machine: string;
  readonly after: readonly ITerraformDependable[];
}

/** What every machine does: writes its logs, and says how it is. */
const EVERY = ["roles/logging.logWriter", "roles/monitoring.metricWriter"] as const;

/** Who the machines of one kind are to Google: an account of their own, without keys, with rights given one by one. */
export class Identity extends Construct {
  readonly email: string;
  /** The account in the words of IAM. */
  readonly member: string;
  /** Google's own number of the account: another one for each account that has ever been. */
  readonly uniqueId: string;
  /** Rights given so far: a machine that started before them would be refused. */
  readonly rights: ITerraformDependable[] = [];
  private readonly roles = new Set<string>();

  constructor(
    scope: Construct,
    id: string,
    private readonly props: IdentityProps,
  ) {
    super(scope, id);
    const { stack, project, machine, after } = props;
    const account = new ServiceAccount(this, "account", {
      accountId: nameOf(stack, machine),
      displayName: `Airflow ${stack}: ${machine}`,
      project: literal(project),
      dependsOn: [...after],
    });
    account.overrideLogicalId(machine);
    this.email = account.email;
    this.member = account.member;
    this.uniqueId = account.uniqueId;
    for (const role of EVERY) this.grantProject(role);
  }

  /**
   * Nothing happens to a role that it has.
   * @param role of Google's, of the project's own, or a reference to one that is made; with a name then
   */
  grantProject(role: string, name = idOf(role)): void {
    if (this.roles.has(role)) return;
    this.roles.add(role);
    const right = new ProjectIamMember(this, name, { project: literal(this.props.project), role, member: this.member });
    this.keep(right, name);
  }

  /** @param what names the bucket */
  grantBucket(what: string, bucket: string, role: string): void {
    const name = `${what}-${idOf(role)}`;
    this.keep(new StorageBucketIamMember(this, name, { bucket, role, member: this.member }), name);
  }

  /** No pool has an underscore in its name, so that no two rights have one address. */
  keep(right: ITerraformDependable & { overrideLogicalId(id: string): void }, name: string): void {
    right.overrideLogicalId(`${this.props.machine}_${name}`);
    this.rights.push(right);
  }
}

/** `roles/bigquery.jobUser` as part of an address. */
const idOf = (role: string): string => role.replace(/^roles\//, "").replace(/[^A-Za-z0-9-]+/g, "-");
