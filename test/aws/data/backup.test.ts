// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { Backup } from "../../../lib/aws/data/backup";
import { resourceOf } from "../../support/aws";
import { placed } from "../../support/aws-place";

const DATABASE = "arn:aws:rds:eu-central-1:123456789012:db:acme-metadata-database";
const backed = (...entries: readonly string[]) =>
  placed((stack, place) => new Backup(stack, "backup", place, DATABASE), ...entries).json;
const json = backed();

test("a copy every night, kept for 35 days", () => {
  expect(resourceOf(json, "aws_backup_plan", "backup")).toEqual({
    name: "acme-metadata-database",
    rule: [
      {
        rule_name: "daily",
        target_vault_name: "${aws_backup_vault.backup.name}",
        schedule: "cron(0 0 * * ? *)",
        start_window: 60,
        lifecycle: { delete_after: 35 },
      },
    ],
  });
});

test("of the database and nothing else", () => {
  expect(resourceOf(json, "aws_backup_selection", "backup")).toMatchObject({
    resources: [DATABASE],
    plan_id: "${aws_backup_plan.backup.id}",
    iam_role_arn: "${aws_iam_role.backup.arn}",
  });
});

test("the vault is encrypted; with protect nobody destroys it, else it goes with its copies", () => {
  expect(resourceOf(json, "aws_backup_vault", "backup")).toEqual({
    name: "acme-metadata-database",
    kms_key_arn: "${aws_kms_key.encryption.arn}",
    force_destroy: false,
    lifecycle: { prevent_destroy: true, replace_triggered_by: ["terraform_data.encryption-key"] },
  });
  expect(resourceOf(backed("protect: false"), "aws_backup_vault", "backup")).toMatchObject({
    force_destroy: true,
    lifecycle: { prevent_destroy: false },
  });
  expect(resourceOf(backed("encryptionKey: aws"), "aws_backup_vault", "backup")).not.toHaveProperty("kms_key_arn");
});

test("only AWS Backup takes on the role, which may do what AWS says that backups need", () => {
  expect(resourceOf(json, "aws_iam_role", "backup")["assume_role_policy"]).toContain(
    '"Principal" = {"Service" = "backup.amazonaws.com"}, "Action" = "sts:AssumeRole"',
  );
  expect(resourceOf(json, "aws_iam_role_policy_attachment", "backup")["policy_arn"]).toBe(
    "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
  );
});

test("in another partition AWS' policy has another ARN", () => {
  expect(resourceOf(backed("region: us-gov-west-1"), "aws_iam_role_policy_attachment", "backup")["policy_arn"]).toMatch(
    /^arn:aws-us-gov:iam::aws:policy\//,
  );
});
