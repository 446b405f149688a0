import { must, mustMatch } from "../expect";
import { textOf } from "../project";
import { secondsSince } from "../wait";
import { type Override, override, PROVIDER, QUICKER } from "./override";
import type { Site } from "./scene";

const FLAGS = ["-input=false", "-no-color"];

/** Synthesizes, plans and applies the stack's file, all as a person would, but with the test's override file. */
export async function applied(site: Site): Promise<string> {
  const { project, stack, moto } = site;
  const start = Date.now();
  await planned(site, "plan", QUICKER);
  const apply = await project.terraform(stack, "apply", ...FLAGS, "plan");
  const unknown = moto.unknownCalls();
  must(
    apply.code === 0,
    `terraform apply ended with ${apply.code}:\n${errorsIn(textOf(apply))}${unknown.length === 0 ? "" : `\nmoto does not know: ${unknown.join(", ")}`}`,
  );
  const done = /Apply complete!.*/.exec(apply.stdout)?.[0] ?? "";
  return `hashicorp/aws ${PROVIDER} against moto: ${done} ${secondsSince(start)} s`;
}

/** Synthesizes and plans. @param out name of the plan's file in the stack's folder */
export async function planned(site: Site, out: string, text: Override): Promise<void> {
  await prepare(site, text);
  const plan = await site.project.terraform(site.stack, "plan", ...FLAGS, `-out=${out}`);
  must(plan.code === 0, `terraform plan ended with ${plan.code}:\n${errorsIn(textOf(plan))}`);
}

/** @throws with what would change */
export async function planIsEmpty({ project, stack }: Site): Promise<string> {
  const plan = await project.terraform(stack, "plan", ...FLAGS, "-detailed-exitcode");
  must(plan.code !== 2, `the second plan is not empty:\n${changesIn(plan.stdout)}`);
  must(plan.code === 0, `terraform plan ended with ${plan.code}:\n${errorsIn(textOf(plan))}`);
  return "terraform plan: no changes";
}

export async function destroyed({ project, stack, moto }: Site): Promise<string> {
  const start = Date.now();
  const destroy = await project.terraform(stack, "destroy", ...FLAGS, "-auto-approve");
  must(
    destroy.code === 0,
    `terraform destroy ended with ${destroy.code}:\n${errorsIn(textOf(destroy))}\nmoto does not know: ${moto.unknownCalls().join(", ")}`,
  );
  return `${/Destroy complete!.*/.exec(destroy.stdout)?.[0] ?? ""} ${secondsSince(start)} s`;
}

/** A file with `protect` at its default cannot be destroyed: Terraform says so before it begins. */
export async function destroyRefused({ project, stack }: Site): Promise<string> {
  const destroy = await project.terraform(stack, "destroy", ...FLAGS, "-auto-approve");
  const text = textOf(destroy);
  must(destroy.code === 1, `terraform destroy ended with ${destroy.code}, expected 1:\n${errorsIn(text)}`);
  mustMatch(text, /Instance cannot be destroyed/, "terraform destroy");
  return (text.match(/Resource \S+ has\s+lifecycle\.prevent_destroy set/g) ?? []).length === 0
    ? "refused"
    : `refused for ${[...text.matchAll(/Resource (\S+) has/g)].map((match) => match[1]).join(", ")}`;
}

async function prepare({ project, stack }: Site, text: Override): Promise<void> {
  const synth = await project.synth();
  must(synth.code === 0, `synth failed:\n${textOf(synth)}`);
  override(project, stack, text);
  const init = await project.terraform(stack, "init", ...FLAGS);
  must(init.code === 0, `terraform init failed:\n${textOf(init)}`);
}

const changesIn = (text: string): string =>
  text
    .split("\n")
    .filter((line) => /^\s*(# |[~+-]|-\/\+)/.test(line))
    .slice(0, 40)
    .join("\n");

/** From the first error on: what was refreshed before it fills pages. */
const errorsIn = (text: string): string => {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => /Error:/.test(line));
  return lines.slice(first < 0 ? -30 : first, first < 0 ? undefined : first + 60).join("\n");
};
