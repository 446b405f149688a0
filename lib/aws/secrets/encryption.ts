import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { DataResource } from "cdktf";
import { Construct } from "constructs";
import { jsonencoded } from "../../encode/functions";
import { partitionOf } from "../identities/arn";
import type { AwsFile } from "../settings/settings";

/**
 * Days for which a destroyed key waits, the longest that KMS offers: the database's last snapshot can be read as long
 * as its key, and deleting the key can be taken back meanwhile. Source: KMS, ScheduleKeyDeletion, 7 to 30.
 */
const DELETION_DAYS = 30;

const CHOICE = "encryption-key";

/**
 * The key of a stack, which encrypts data, logs and secrets. To take another one is refused with `protect`: what the
 * old key encrypted would be lost with it, and Terraform sees neither that in the database nor in the buckets.
 */
export class Encryption extends Construct {
  /** Its ARN. Undefined: each service takes AWS' own key. */
  readonly key: string | undefined;
  /** Address of what is replaced when the file names another key: data that cannot be encrypted anew goes with it. */
  readonly choice = `terraform_data.${CHOICE}`;

  constructor(scope: Construct, id: string, stack: string, settings: AwsFile) {
    super(scope, id);
    const { encryptionKey, protect } = settings;
    const choice = new DataResource(this, "choice", {
      triggersReplace: { encryptionKey },
      lifecycle: { preventDestroy: protect },
    });
    choice.overrideLogicalId(CHOICE);
    if (encryptionKey === "own") this.key = this.own(stack, settings);
    else if (encryptionKey !== "aws") this.key = encryptionKey;
  }

  private own(stack: string, settings: AwsFile): string {
    const key = new KmsKey(this, "key", {
      description: `Data, logs and secrets of ${stack}`,
      policy: jsonencoded({ Version: "2012-10-17", Statement: statements(settings) }),
      enableKeyRotation: true,
      deletionWindowInDays: DELETION_DAYS,
      lifecycle: { preventDestroy: settings.protect },
    });
    key.overrideLogicalId("encryption");
    const alias = new KmsAlias(this, "alias", { name: `alias/${stack}`, targetKeyId: key.keyId });
    alias.overrideLogicalId("encryption");
    return key.arn;
  }
}

/**
 * People and roles use the key as their IAM policies say, and so do RDS, ElastiCache, S3, Secrets Manager and AWS
 * Backup, which act for them. These act for nobody: CloudWatch Logs, and what writes to the topic of the alarms.
 */
function statements({ account, region }: AwsFile) {
  const partition = partitionOf(region);
  const domain = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  return [
    allow("Account", { AWS: `arn:${partition}:iam::${account}:root` }, ["kms:*"]),
    {
      ...allow("Logs", { Service: `logs.${region}.${domain}` }, [
        "kms:Encrypt",
        "kms:Decrypt",
        "kms:ReEncrypt*",
        "kms:GenerateDataKey*",
        "kms:DescribeKey",
      ]),
      Condition: {
        ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:${partition}:logs:${region}:${account}:log-group:*` },
      },
    },
    {
      ...allow("Alarms", { Service: "cloudwatch.amazonaws.com" }, ["kms:Decrypt", "kms:GenerateDataKey*"]),
      Condition: { StringEquals: { "aws:SourceAccount": account } },
    },
    // EventBridge says nothing of itself that a condition could ask for.
    allow("Events", { Service: "events.amazonaws.com" }, ["kms:Decrypt", "kms:GenerateDataKey*"]),
  ];
}

/** A statement about the key to which the policy belongs. */
const allow = (sid: string, principal: Readonly<Record<string, string>>, actions: readonly string[]) => ({
  Sid: sid,
  Effect: "Allow",
  Principal: principal,
  Action: [...actions],
  Resource: "*",
});
