import { image } from "../lib/airflow/workloads/airflow";
import type { Deployment } from "../lib/deployment/schema/schema";
import { nameOf } from "../lib/docker/names";
import type { Print } from "./print";
import { Progress } from "./progress";
import { run } from "./run";
import type { Change, Terraform } from "./terraform";

const ASK = 'import importlib.metadata as m; print(m.version("apache-airflow"))';

/** Airflow's version as the packages of an image have it, whatever its tag says; undefined: its python knows of none. */
export async function airflowIn(reference: string, platform?: string): Promise<string | undefined> {
  const chosen = platform === undefined ? [] : ["--platform", platform];
  const command = ["run", "--rm", "--network", "none", ...chosen, "--entrypoint", "python", reference, "-c", ASK];
  const { code, stdout } = await run("docker", command);
  return code === 0 ? stdout.trim() : undefined;
}

/** The resource of Airflow's own image in a plan of this target. */
const RESOURCE = "docker_image.airflow-image";

interface Coming {
  readonly stack: string;
  readonly deployment: Deployment;
  readonly terraform: Terraform;
  readonly print: Print;
}

/** Whether a plan brings an image of Airflow to the engine. */
export const bringsImage = (changes: readonly Change[]): boolean =>
  changes.some(({ address, actions }) => address === RESOURCE && actions.includes("create"));

/**
 * Brings the image of a plan to the engine before anything that runs is touched, and asks it for its Airflow. The plan
 * itself is of no use afterwards.
 * @returns what is wrong, in a line for people
 */
export async function imageProblem({ stack, deployment, ...coming }: Coming): Promise<string | undefined> {
  const { version } = deployment.airflow;
  const source = image(deployment);
  const [key, reference, problem] =
    "reference" in source
      ? ["airflow.image", source.reference, await pulled(source.reference, coming.print)]
      : ["airflow.image.build", nameOf(stack, `airflow:${version}`), await built(coming)];
  if (problem !== undefined) return `${key}: ${problem}`;
  const found = await airflowIn(reference);
  if (found === version) return;
  const has = found === undefined ? "no Airflow that its python knows" : `Airflow ${found}`;
  return `${key}: the image ${reference} has ${has}, and airflow.version is ${version}; write the image's version, or name an image that has ${version}. Nothing was changed`;
}

/** By Docker's own client, which has the logins of `docker login`; the provider takes what is there already. */
async function pulled(reference: string, print: Print): Promise<string | undefined> {
  const there = await run("docker", ["image", "inspect", "--format", "{{.Id}}", reference]);
  if (there.code === 0) return;
  print.step(`pulling ${reference}`);
  const { code, stderr } = await run("docker", ["pull", "--quiet", reference]);
  if (code === 0) return;
  const said = stderr.trim().split("\n").at(-1);
  return `${reference} could not be pulled (${said}); write an image that exists, or log in first: docker login`;
}

async function built({ terraform, print }: Pick<Coming, "terraform" | "print">): Promise<string | undefined> {
  print.step("building the image; the first time takes minutes");
  const planned = await terraform.plan([`-target=${RESOURCE}`]);
  if (planned.code !== 0) return planned.stderr.trim();
  const progress = new Progress(print);
  const { code, stderr } = await terraform.apply((line) => progress.line(line));
  return code === 0 ? undefined : progress.errors.join("\n") || stderr.trim();
}
