import { DataAwsSsmParametersByPath } from "@cdktf/provider-aws/lib/data-aws-ssm-parameters-by-path";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { DataResource, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Fn, Op } from "../../encode/functions";

/** Folder of the one parameter that says which Airflow runs. */
const folderOf = (stack: string): string => `/airflow/${stack}`;

const RELEASE = "release";

export interface UpgradeProps {
  readonly stack: string;
  /** Airflow's version that the file names. */
  readonly version: string;
  /** The version of which the file says that it runs now and may be stopped; undefined: none. */
  readonly from: string | undefined;
}

/**
 * Knows an upgrade from a release of the same version. The version that runs is a parameter in Parameter Store, written
 * when all of a release is deployed and read by the next plan. A plan that would change it fails, unless the file names
 * the version that runs: then every service is replaced, which Terraform does from the workers on: they finish, all
 * stops, and the new scheduler migrates the database before anything else of the new version starts.
 *
 * Terraform's own state cannot tell it: a plan sees a changed value only as unknown, and a lock against destroying
 * (`prevent_destroy`) has no words of ours.
 */
export class Upgrade extends Construct {
  /**
   * Address of what an upgrade replaces, and nothing else does: what names it in `replaceTriggeredBy` goes and comes
   * with it. Plain text, because Terraform takes no expression there.
   */
  readonly release = `terraform_data.${RELEASE}`;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: UpgradeProps,
  ) {
    super(scope, id);
    const { stack, version, from } = props;
    const known = new DataAwsSsmParametersByPath(this, "running", { path: `${folderOf(stack)}/` });
    known.overrideLogicalId("running");
    // The provider takes every parameter for a secret.
    const running = Fn.nonsensitive(known.values);
    const allowed = from === undefined ? [version] : [version, from];
    const release = new DataResource(this, "release", {
      triggersReplace: { version },
      lifecycle: {
        precondition: [
          {
            // Not `== 0`: cdktf writes a nought as undefined.
            condition: Op.lt(Fn.lengthOf(Fn.setsubtract(running, allowed)), 1),
            errorMessage: refusal(Fn.join("", running), version),
          },
        ],
      },
    });
    release.overrideLogicalId(RELEASE);
  }

  /**
   * Says for the next plan which version runs. An upgrade that stops half-way leaves the old one written: the next
   * apply goes on with it.
   * @param services all of them
   */
  finished(services: readonly ITerraformDependable[]): void {
    const { stack, version } = this.props;
    new SsmParameter(this, "version", {
      name: `${folderOf(stack)}/version`,
      description: "Airflow's version that was deployed last",
      type: "String",
      value: version,
      dependsOn: [...services],
    }).overrideLogicalId("release");
  }
}

/** @param running the version, as an expression */
const refusal = (running: string, version: string): string =>
  `Airflow ${running} runs, and the file names ${version}. An upgrade stops all of Airflow, and there is no way back ` +
  `but a backup: read "Upgrades" in docs/aws-ecs.md, take a snapshot, write upgradeFrom: "${running}" at the top of ` +
  `the file, and deploy again. A version older than ${running} does not start on its database.`;
