import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Backend, TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Built } from "../lib/airflow/words/built";
import { Airflow } from "../lib/airflow/workloads/airflow";
import { clusterOf, logGroupOf } from "../lib/aws/names";
import { AwsPlatform, type AwsPlatformProps } from "../lib/aws/platform";
import type { AwsFile } from "../lib/aws/settings/settings";
import { built } from "../lib/aws/words/built";
import { Stack } from "../lib/encode/stack";
import { asText } from "../lib/encode/stand-in";
import { literal } from "../lib/encode/terraform";
import type { Reviewable } from "../lib/review/facts/subject";

export type AwsEcsInput = Omit<AwsPlatformProps, "stack">;

/** ECS Fargate in one account and region. The state is in the bucket that the file names, locked by S3 itself. */
export class AwsEcs extends Stack implements Reviewable {
  readonly airflow: Airflow;
  readonly built: Built;

  constructor(scope: Construct, name: string, given: AwsEcsInput) {
    super(scope, name);
    const input = asText(given);
    const { account, region, tags } = input.deployment;
    this.backend(name, input.deployment);
    this.addOverride("terraform.required_version", ">= 1.11.0");
    new AwsProvider(this, "aws", {
      region,
      allowedAccountIds: [account],
      defaultTags: [{ tags: { ...tags, "airflow-cdktf:stack": name } }],
    });
    const platform = new AwsPlatform(this, "account", { stack: name, ...input });
    this.airflow = new Airflow(this, "airflow", { deployment: input.deployment, platform, root: input.root });
    this.outputs(name, input.deployment, platform);
    this.built = built(this, name, input, this.airflow.composition);
  }

  /** cdktf's own type ends before Terraform 1.10, which locks by the bucket itself. */
  private backend(name: string, { state, region }: AwsFile): void {
    const backend = new S3Backend(this, {
      bucket: state.bucket,
      key: state.key ?? `airflow/${name}.tfstate`,
      region: state.region ?? region,
      encrypt: true,
    });
    backend.addOverride("use_lockfile", true);
  }

  /** How to get in, and where to look. No output holds a secret: commands say how to read one. */
  private outputs(
    name: string,
    { airflow, webserver, flower, region, exec, loadBalancer }: AwsFile,
    platform: AwsPlatform,
  ) {
    this.output("url", literal(webserver.baseUrl ?? ""));
    this.output("admin_user", literal(airflow.admin.username));
    this.output("admin_password_command", platform.readCommand(airflow.admin.password, "admin"));
    this.output("log_groups", logGroupOf(name, "*"));
    if (platform.loadBalancer !== undefined) this.output("load_balancer", platform.loadBalancer.dnsName);
    if (exec)
      this.output(
        "shell_command",
        `aws ecs execute-command --region ${region} --cluster ${clusterOf(name)} --container airflow --interactive --command bash --task TASK`,
      );
    if (flower === false || loadBalancer.flower === undefined) return;
    this.output("flower_user", literal(flower.username));
    this.output("flower_password_command", platform.readCommand(flower.password, "flower"));
  }

  private output(id: string, value: string): void {
    new TerraformOutput(this, id, { value, staticId: true });
  }
}
