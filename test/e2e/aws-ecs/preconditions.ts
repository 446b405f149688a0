import { run } from "../../../commands/run";
import { OLDEST_TERRAFORM } from "../../../commands/terraform";
import { AIRFLOW } from "./scene";
import { MOTO, venv } from "./venv";

const IMAGES = [AIRFLOW, "postgres:17", "redis:8"];

/** Why the run cannot run here, or the Python that has moto. What is missing is installed or pulled where it can be. */
export async function preconditions(): Promise<{ missing: readonly string[] } | { python: string }> {
  const programs: [string, string[], string][] = [
    ["terraform", ["version"], `Terraform ${OLDEST_TERRAFORM} or newer is not installed`],
    ["git", ["--version"], "git is not installed"],
    ["python3", ["-c", "import venv, ensurepip"], "Python 3 with venv is not installed"],
    ["docker", ["version", "--format", "{{.Server.Version}}"], "no Docker engine answers"],
  ];
  const answers = await Promise.all(
    programs.map(async ([program, args, message]) => {
      const { code, stderr } = await run(program, args);
      return code === 0 ? [] : [`${message} (${stderr.trim().split("\n")[0]})`];
    }),
  );
  if (answers.flat().length > 0) return { missing: answers.flat() };
  const [made, ...images] = await Promise.all([venv(MOTO), ...IMAGES.map(image)]);
  const missing = [...("why" in made ? [made.why] : []), ...images.flat()];
  return "python" in made && missing.length === 0 ? made : { missing };
}

async function image(name: string): Promise<string[]> {
  if ((await run("docker", ["image", "inspect", name])).code === 0) return [];
  const { code, stderr } = await run("docker", ["pull", "--quiet", name]);
  return code === 0 ? [] : [`image ${name} is neither on the engine nor can it be pulled (${stderr.trim()})`];
}
