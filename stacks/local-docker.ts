import { DockerProvider } from "@cdktf/provider-docker/lib/provider";
import { RandomProvider } from "@cdktf/provider-random/lib/provider";
import { LocalBackend, TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { baseUrl } from "../lib/airflow/environment/address";
import type { Built } from "../lib/airflow/words/built";
import { Airflow } from "../lib/airflow/workloads/airflow";
import { flowerPath } from "../lib/airflow/workloads/flower";
import type { Deployment } from "../lib/deployment/schema/schema";
import { DockerPlatform } from "../lib/docker/platform";
import type { DockerReading } from "../lib/docker/settings/settings";
import { built } from "../lib/docker/words/built";
import { Stack } from "../lib/encode/stack";
import { asText } from "../lib/encode/stand-in";
import { literal } from "../lib/encode/terraform";
import type { Reviewable } from "../lib/review/facts/subject";

export interface LocalDockerInput extends DockerReading {
  /** The project's folder on this machine. */
  readonly root: string;
}

/** One Docker host. The state lies outside cdktf.out, so that removing that folder or moving the checkout loses nothing. */
export class LocalDocker extends Stack implements Reviewable {
  readonly airflow: Airflow;
  readonly built: Built;

  constructor(scope: Construct, name: string, given: LocalDockerInput) {
    super(scope, name);
    const input = asText(given);
    new LocalBackend(this, { path: `../../../state/${name}.tfstate` });
    this.addOverride("terraform.required_version", ">= 1.11.0");
    new DockerProvider(this, "docker");
    new RandomProvider(this, "random");
    const platform = new DockerPlatform(this, "docker-host", { stack: name, ...input });
    this.airflow = new Airflow(this, "airflow", { deployment: input.deployment, platform, root: input.root });
    this.outputs(input.deployment, platform);
    this.built = built(this, name, input, this.airflow.composition);
  }

  /** How to get in. Passwords are shown by `terraform output -raw NAME` only. */
  private outputs(deployment: Deployment, platform: DockerPlatform): void {
    const { admin } = deployment.airflow;
    this.output("url", literal(baseUrl(deployment)));
    this.output("airflow_image", platform.airflowImage);
    this.output("admin_user", literal(admin.username));
    this.output("admin_password", platform.password(admin.password, "admin"), true);
    if (deployment.flower === false) return;
    this.output("flower_url", literal(`http://localhost:${deployment.flower.port}${flowerPath(deployment)}`));
    this.output("flower_user", literal(deployment.flower.username));
    this.output("flower_password", platform.password(deployment.flower.password, "flower"), true);
  }

  private output(name: string, value: string, sensitive = false): void {
    new TerraformOutput(this, name, { value, sensitive, staticId: true });
  }
}
