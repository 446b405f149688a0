import { must } from "../expect";
import { type Project, textOf } from "../project";

/** Synthesizes and plans as a person would; the plan must be empty. */
export async function planIsEmpty(project: Project, stack: string): Promise<string> {
  const synth = await project.synth();
  must(synth.code === 0, `synth failed:\n${textOf(synth)}`);
  const init = await project.terraform(stack, "init", "-input=false", "-no-color");
  must(init.code === 0, `terraform init failed:\n${textOf(init)}`);
  const plan = await project.terraform(stack, "plan", "-input=false", "-no-color", "-detailed-exitcode", "-out=plan");
  must(plan.code === 0, `the plan is not empty (exit ${plan.code}):\n${changesIn(textOf(plan))}`);
  return "terraform plan: no changes";
}

/** Plain Terraform, what `cdktf deploy` runs: no preflight, no drain of ours before it. */
export async function plainApply(project: Project, stack: string): Promise<{ code: number; text: string }> {
  const synth = await project.synth();
  must(synth.code === 0, `synth failed:\n${textOf(synth)}`);
  const init = await project.terraform(stack, "init", "-input=false", "-no-color");
  must(init.code === 0, `terraform init failed:\n${textOf(init)}`);
  const apply = await project.terraform(stack, "apply", "-input=false", "-no-color", "-auto-approve");
  return { code: apply.code, text: textOf(apply) };
}

const changesIn = (text: string): string =>
  text
    .split("\n")
    .filter((line) => /^\s*(# |[~+-])/.test(line))
    .slice(0, 30)
    .join("\n");
