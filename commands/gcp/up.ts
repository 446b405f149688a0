import { confirm } from "../confirm";
import { plan } from "../plan";
import type { Print } from "../print";
import { Progress } from "../progress";
import type { Change, Terraform } from "../terraform";
import { PATIENCE } from "../wait";
import type { Chosen } from "./choose";
import { Compute } from "./compute";
import { wait } from "./wait";

/**
 * Deploys machines of Compute Engine and waits until every one of them runs what was deployed.
 * @param yes does not ask
 * @throws Error with a line for people
 */
export async function up(root: string, chosen: Chosen, yes: boolean, print: Print): Promise<number> {
  const { stack } = chosen;
  const planned = await plan(root, stack, print);
  if (planned === undefined) return 1;
  const { terraform, changes } = planned;
  if (changes.length > 0) {
    tell(stack, changes, print);
    if (!yes && !(await confirm("Go on?"))) {
      print.plain("Nothing was changed. (Without a terminal: --yes)");
      return 1;
    }
    if (!(await apply(terraform, print))) return 1;
  } else print.plain(`${stack}: nothing to change.`);
  if (!(await wait(new Compute(), { ...chosen, patience: PATIENCE }, print))) return 1;
  for (const output of ["url", "tunnel_command", "admin_user", "admin_password_command"]) {
    const { code, stdout } = await terraform.output(output);
    if (code === 0) print.plain(`${output.replaceAll("_", " ").padEnd(24)}${stdout.trim()}`);
  }
  return 0;
}

/** What goes is named; what comes or changes is counted. */
function tell(stack: string, changes: readonly Change[], print: Print): void {
  const count = (action: string) => changes.filter(({ actions }) => actions.includes(action)).length;
  print.plain(`${stack}: ${count("create")} to make, ${count("update")} to change, ${count("delete")} to remove.`);
  for (const { address, actions } of changes)
    if (actions.includes("delete")) print.plain(`  ${actions.includes("create") ? "replaces" : "removes"} ${address}`);
}

async function apply(terraform: Terraform, print: Print): Promise<boolean> {
  const progress = new Progress(print);
  const { code, stderr } = await terraform.apply((line) => progress.line(line));
  if (code === 0) return true;
  for (const error of progress.errors) print.problem(error);
  if (progress.errors.length === 0) print.problem(stderr.trim());
  print.problem("Mend the cause and run the same command again: it goes on where this one stopped.");
  return false;
}
