import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkov, judged } from "../checkov";
import { must } from "../expect";
import { planned } from "./deploy";
import type { StackFile } from "./file";
import { FOR_MOTO } from "./override";
import type { Site } from "./scene";

/** Failed checks that are meant: `CHECK address-pattern` to the reason. */
const EXCEPTIONS = join(__dirname, "checkov.yaml");

const PLAN = "production";

/** checkov on the plan of a file for production: no failed check but those listed with a reason, and no reason without a failed check. */
export async function checked(site: Site, file: StackFile): Promise<string> {
  const { project, stack, base } = site;
  project.config(stack, file);
  await planned(site, PLAN, FOR_MOTO);
  const program = await checkov();
  const plan = await project.terraform(stack, "show", "-json", PLAN);
  must(plan.code === 0, `terraform show failed: ${plan.stderr}`);
  const json = join(base, "production.json");
  writeFileSync(json, plan.stdout);
  return judged(program, json, EXCEPTIONS);
}
