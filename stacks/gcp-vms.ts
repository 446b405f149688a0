import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import { RandomProvider } from "@cdktf/provider-random/lib/provider";
import { GcsBackend, TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { baseUrl } from "../lib/airflow/environment/address";
import type { Built } from "../lib/airflow/words/built";
import { Airflow } from "../lib/airflow/workloads/airflow";
import { flowerPath } from "../lib/airflow/workloads/flower";
import { Stack } from "../lib/encode/stack";
import { asText } from "../lib/encode/stand-in";
import { literal } from "../lib/encode/terraform";
import { putOnAll, stackLabels } from "../lib/gcp/machines/labels";
import { MASTER, nameOf } from "../lib/gcp/names";
import { GcpPlatform, type GcpPlatformProps } from "../lib/gcp/platform";
import { regionOf } from "../lib/gcp/settings/scalars";
import type { GcpFile } from "../lib/gcp/settings/settings";
import { built } from "../lib/gcp/words/built";
import type { Reviewable } from "../lib/review/facts/subject";

export type GcpVmsInput = Omit<GcpPlatformProps, "stack">;

/** Machines of Compute Engine in one project. The state is in the bucket that the file names, which locks it itself. */
export class GcpVms extends Stack implements Reviewable {
  readonly airflow: Airflow;
  readonly built: Built;

  constructor(scope: Construct, name: string, given: GcpVmsInput) {
    super(scope, name);
    const input = asText(given);
    const { project, zone, state } = input.deployment;
    new GcsBackend(this, { bucket: state.bucket, prefix: state.prefix ?? `airflow/${name}` });
    this.addOverride("terraform.required_version", ">= 1.11.0");
    const google = new GoogleProvider(this, "google", { project, region: regionOf(zone), zone });
    putOnAll(google, stackLabels(name, input.deployment));
    // For values that only pass through: none of its resources is used, so that no secret is in the state.
    new RandomProvider(this, "random");
    const platform = new GcpPlatform(this, "project", { stack: name, ...input });
    this.airflow = new Airflow(this, "airflow", { deployment: input.deployment, platform, root: input.root });
    this.outputs(name, input.deployment, platform);
    this.built = built(this, name, input, this.airflow.composition);
  }

  /** How to get in, and where to look. No output holds a secret: commands say how to read one. */
  private outputs(name: string, deployment: GcpFile, platform: GcpPlatform): void {
    const { airflow, webserver, flower, project, zone } = deployment;
    const where = `--project=${project} --zone=${zone}`;
    const master = nameOf(name, MASTER);
    const tunnel = (port: number) =>
      `gcloud compute start-iap-tunnel ${master} ${port} --local-host-port=localhost:${port} ${where}`;
    this.output("url", literal(baseUrl(deployment)));
    this.output("tunnel_command", tunnel(webserver.port));
    this.output("admin_user", literal(airflow.admin.username));
    this.output("admin_password_command", platform.readCommand(airflow.admin.password, "admin"));
    this.output("shell_command", `gcloud compute ssh ${master} --tunnel-through-iap ${where}`);
    this.output("wait_command", `npm run wait ${name}`);
    if (platform.loadBalancer !== undefined) this.output("load_balancer_address", platform.loadBalancer.address);
    if (flower === false) return;
    this.output("flower_url", literal(`http://localhost:${flower.port}${flowerPath(deployment)}`));
    this.output("flower_tunnel_command", tunnel(flower.port));
    this.output("flower_user", literal(flower.username));
    this.output("flower_password_command", platform.readCommand(flower.password, "flower"));
  }

  private output(id: string, value: string): void {
    new TerraformOutput(this, id, { value, staticId: true });
  }
}
