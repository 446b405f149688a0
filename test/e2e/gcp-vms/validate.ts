import { must } from "../expect";
import { textOf } from "../project";
import type { Site } from "./site";

/** The real provider takes the configuration; nobody asks Google for a plan without an account. */
export async function validated({ project, stack }: Pick<Site, "project" | "stack">): Promise<string> {
  const init = await project.terraform(stack, "init", "-backend=false", "-input=false", "-no-color");
  must(init.code === 0, `terraform init failed:\n${textOf(init)}`);
  const validate = await project.terraform(stack, "validate", "-no-color");
  must(validate.code === 0, `terraform validate failed:\n${textOf(validate)}`);
  const version = /hashicorp\/google v(\d+\.\d+\.\d+)/.exec(textOf(init))?.[1] ?? "as installed";
  return `hashicorp/google ${version}: ${validate.stdout.trim().split("\n")[0]}`;
}
