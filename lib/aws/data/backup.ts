import { BackupPlan } from "@cdktf/provider-aws/lib/backup-plan";
import { BackupSelection } from "@cdktf/provider-aws/lib/backup-selection";
import { BackupVault } from "@cdktf/provider-aws/lib/backup-vault";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { jsonencoded } from "../../encode/functions";
import { partitionOf } from "../identities/arn";
import { nameOf } from "../names";
import type { Place } from "../words/place";
import { BACKUP, START_MINUTES } from "../words/windows";

/** Kept longer than RDS keeps its own, which go with the database. */
const DAYS = 35;

/** AWS' own list of what AWS Backup must be allowed to copy. */
const RIGHTS = "service-role/AWSBackupServiceRolePolicyForBackup";

/** A copy of the database every night, in a vault that a mistake with the database does not reach. */
export class Backup extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { stack, settings, encryption }: Pick<Place, "stack" | "settings" | "encryption">,
    databaseArn: string,
  ) {
    super(scope, id);
    const name = nameOf(stack, "metadata-database");
    const vault = new BackupVault(this, "vault", {
      name,
      kmsKeyArn: encryption.key,
      forceDestroy: !settings.protect,
      // A vault keeps its key, also one that is about to go.
      lifecycle: { preventDestroy: settings.protect, replaceTriggeredBy: [encryption.choice] },
    });
    vault.overrideLogicalId("backup");
    const plan = new BackupPlan(this, "plan", {
      name,
      rule: [
        {
          ruleName: "daily",
          targetVaultName: vault.name,
          schedule: BACKUP,
          startWindow: START_MINUTES,
          lifecycle: { deleteAfter: DAYS },
        },
      ],
    });
    plan.overrideLogicalId("backup");
    const selection = new BackupSelection(this, "selection", {
      name,
      planId: plan.id,
      iamRoleArn: this.role(stack, settings.region),
      resources: [databaseArn],
    });
    selection.overrideLogicalId("backup");
  }

  private role(stack: string, region: string): string {
    const role = new IamRole(this, "role", {
      name: nameOf(stack, "backup"),
      description: "Backups of the metadata database",
      assumeRolePolicy: jsonencoded({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: "backup.amazonaws.com" }, Action: "sts:AssumeRole" }],
      }),
    });
    role.overrideLogicalId("backup");
    const rights = new IamRolePolicyAttachment(this, "rights", {
      role: role.name,
      policyArn: `arn:${partitionOf(region)}:iam::aws:policy/${RIGHTS}`,
    });
    rights.overrideLogicalId("backup");
    return role.arn;
  }
}
