import { AIRFLOW_IMAGE } from "../../lib/deployment/usual";
import { airflowIn } from "../airflow-image";
import { run } from "../run";
import type { Chosen } from "./choose";
import { type Engine, PLATFORMS } from "./engine";

/**
 * Asks an image what it is, before anything of it leaves the machine.
 * @returns Airflow's version in it
 * @throws Error with one line for people: it is not what the file says
 */
export async function inspect(
  id: string,
  { build, settings }: Pick<Chosen, "build" | "settings">,
  engine: Engine,
): Promise<string> {
  const platform = PLATFORMS[settings.architecture];
  const { stdout } = await run("docker", [
    "image",
    "inspect",
    "--format",
    "{{.Os}}/{{.Architecture}} {{json .Config.Env}}",
    id,
  ]);
  const [got = ""] = stdout.split(" ");
  if (got !== platform)
    throw new Error(
      `the image is for ${got}, and architecture: ${settings.architecture} is ${platform}; look at its FROM`,
    );
  const version = await airflowOf(id, platform, engine, stdout);
  if (version === undefined)
    throw new Error(`the image has no Airflow that its python knows; build on ${AIRFLOW_IMAGE}, see examples/image`);
  if (version !== build.airflowVersion)
    throw new Error(
      `the image has Airflow ${version}, and airflow.version is ${build.airflowVersion}; its Dockerfile gets the version as the argument AIRFLOW_VERSION`,
    );
  return version;
}

/** Airflow itself knows best, because a package may have brought another one; it is not asked where it cannot run. */
async function airflowOf(id: string, platform: string, engine: Engine, environment: string) {
  const found = await airflowIn(id, platform);
  if (found !== undefined) return found;
  if (platform === engine.platform) return undefined;
  return /"AIRFLOW_VERSION=([^"]*)"/.exec(environment)?.[1];
}
