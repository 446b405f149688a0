import { run } from "../../../commands/run";
import { OLDEST_TERRAFORM } from "../../../commands/terraform";
import { AIRFLOW, OLD_AIRFLOW } from "./scene";

const IMAGES = [AIRFLOW, OLD_AIRFLOW, "postgres:17", "redis:8"];

/** Why the run cannot run here; empty: it can. An image that is missing is pulled. */
export async function missing(): Promise<string[]> {
  const programs: [string, string[], string][] = [
    ["terraform", ["version"], `Terraform ${OLDEST_TERRAFORM} or newer is not installed`],
    ["git", ["--version"], "git is not installed"],
    ["docker", ["version", "--format", "{{.Server.Version}}"], "no Docker engine answers"],
  ];
  const answers = await Promise.all(
    programs.map(async ([program, args, message]) => {
      const { code, stderr } = await run(program, args);
      return code === 0 ? [] : [`${message} (${stderr.trim().split("\n")[0]})`];
    }),
  );
  const problems = answers.flat();
  if (problems.length > 0) return problems;
  return (await Promise.all(IMAGES.map(image))).flat();
}

/** Why an image is not there; empty: it is, pulled where it was missing. */
export async function image(name: string): Promise<string[]> {
  if ((await run("docker", ["image", "inspect", name])).code === 0) return [];
  const { code, stderr } = await run("docker", ["pull", "--quiet", name]);
  return code === 0 ? [] : [`image ${name} is neither on the engine nor can it be pulled (${stderr.trim()})`];
}

/** Containers that run besides ours: they disturb what is measured. */
export async function others(): Promise<string[]> {
  const { stdout } = await run("docker", ["ps", "--format", "{{.Names}}"]);
  return stdout.split("\n").filter((name) => name !== "");
}
