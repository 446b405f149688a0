import { join } from "node:path";
import { Airflow } from "../../lib/airflow/workloads/airflow";
import { DockerPlatform } from "../../lib/docker/platform";
import type { DockerReading } from "../../lib/docker/settings/settings";
import { reading } from "./reading";
import { type ContainerJson, type StackJson, stackJson, type UploadJson } from "./terraform-json";

/** The project's folder. */
export const PROJECT = join(__dirname, "../..");

/** Airflow of such a file on the Docker target, as Terraform's JSON. */
export const deployed = (...lines: string[]): StackJson => stackOf(reading(...lines));

const stackOf = ({ deployment }: DockerReading): StackJson =>
  stackJson((stack) => {
    const platform = new DockerPlatform(stack, "docker-host", { stack: "acme", deployment });
    new Airflow(stack, "airflow", { deployment, platform, root: PROJECT });
  });

export function containerOf({ resource }: StackJson, name: string): ContainerJson {
  const found = resource.docker_container[name];
  if (found === undefined) throw new Error(`no container ${name} among ${Object.keys(resource.docker_container)}`);
  return found;
}

export function uploadOf(container: ContainerJson, file: string): UploadJson {
  const found = container.upload?.find((upload) => upload.file === file);
  if (found === undefined) throw new Error(`no file ${file} in ${container.name}`);
  return found;
}

/** `NAME=VALUE` of a container as a map. */
export const variablesOf = ({ env = [] }: ContainerJson): Record<string, string> =>
  Object.fromEntries(env.map((entry) => [entry.slice(0, entry.indexOf("=")), entry.slice(entry.indexOf("=") + 1)]));

export const labelOf = ({ labels }: ContainerJson, name: string): string | undefined =>
  labels.find(({ label }) => label === name)?.value;
