import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../commands/run";
import { checkov, judged } from "../checkov";
import { must, tail } from "../expect";
import { textOf } from "../project";
import { forProduction, type StackFile } from "./file";
import type { Site } from "./site";

/** Failed checks that are meant: `CHECK address-pattern` to the reason. */
const EXCEPTIONS = join(__dirname, "checkov.yaml");

/** checkov on the plan of a file for production: no failed check but those listed with a reason, and no reason without a failed check. */
export async function checked(site: Pick<Site, "project" | "stack" | "base">, file: StackFile): Promise<string> {
  const program = await checkov();
  const json = await plan(site, forProduction(file));
  return judged(program, json, EXCEPTIONS);
}

/**
 * A plan of everything from nothing, by the real provider. It takes any access token as long as it has nothing to read:
 * data sources are left out, and so is the state's bucket.
 * @returns file with the plan as JSON
 */
async function plan({ project, stack, base }: Pick<Site, "project" | "stack" | "base">, file: StackFile) {
  project.only(stack, file);
  const synth = await project.synth();
  must(synth.code === 0, `synth failed:\n${textOf(synth)}`);
  const folder = join(base, "production");
  mkdirSync(folder, { recursive: true });
  const text = readFileSync(project.path("cdktf.out/stacks", stack, "cdk.tf.json"), "utf8");
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify(withoutData(text)));
  const environment = { TF_CLI_CONFIG_FILE: "", CHECKPOINT_DISABLE: "1", GOOGLE_OAUTH_ACCESS_TOKEN: "none" };
  const terraform = async (...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await run("terraform", [`-chdir=${folder}`, ...args], { environment });
    must(code === 0, `terraform ${args[0]} ended with ${code}:\n${tail(`${stdout}${stderr}`, 40)}`);
    return stdout;
  };
  await terraform("init", "-input=false", "-no-color");
  await terraform("plan", "-input=false", "-no-color", "-refresh=false", "-out=plan");
  const json = join(folder, "plan.json");
  writeFileSync(json, await terraform("show", "-json", "plan"));
  return json;
}

function withoutData(text: string): object {
  const {
    data = {},
    terraform,
    ...rest
  } = JSON.parse(text) as {
    readonly data?: Readonly<Record<string, Readonly<Record<string, object>>>>;
    readonly terraform: Readonly<Record<string, unknown>>;
  };
  const { backend: _, ...kept } = terraform;
  const names = Object.entries(data).flatMap(([type, items]) =>
    Object.keys(items).map((name) => `\\$\\{data\\.${type}\\.${name}\\.[a-z_]+\\}|data\\.${type}\\.${name}\\.[a-z_]+`),
  );
  const body = JSON.stringify({ ...rest, terraform: kept });
  if (names.length === 0) return JSON.parse(body) as object;
  // A reference inside an expression becomes a text in it, one that stands alone a text.
  const left = body.replace(new RegExp(names.join("|"), "g"), (found) => (found.startsWith("$") ? "1" : '\\"1\\"'));
  return JSON.parse(left) as object;
}
