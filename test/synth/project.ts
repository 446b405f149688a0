import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AssetType, LocalBackend, TerraformAsset, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { Airflow } from "../../lib/airflow/workloads/airflow";
import { type Deployment, fileOf } from "../../lib/deployment/schema/schema";
import type { Reviewable } from "../../lib/review/facts/subject";
import { synthesize } from "../../lib/synth/synthesize";
import { type Targets, target } from "../../lib/synth/target";
import { NOTHING } from "../support/built";
import { RecordingPlatform } from "../support/recording-platform";

class Plain extends TerraformStack implements Reviewable {
  readonly airflow: Airflow;
  readonly built = NOTHING;

  constructor(scope: Construct, name: string, deployment: Deployment, root: string) {
    super(scope, name);
    this.airflow = new Airflow(this, "airflow", { deployment, root, platform: new RecordingPlatform() });
    new LocalBackend(this, { path: `../../../state/${name}.tfstate` });
    new TerraformOutput(this, "version", { value: deployment.airflow.version });
    const asset = join(root, `${name}.txt`);
    if (existsSync(asset)) new TerraformAsset(this, "asset", { path: asset, type: AssetType.FILE });
  }
}

/** A target whose stack holds what a synth has to move: text and an asset of a file. */
export const targets: Targets = {
  plain: target({
    shape: { schema: fileOf("plain", {}, {}) },
    localState: true,
    rules: ({ deployment }) =>
      deployment.airflow.timezone === "utc"
        ? []
        : [{ path: ["airflow", "timezone"], message: "is noticed", kind: "notice" }],
    stack: (scope, name, { deployment, root }) => new Plain(scope, name, deployment, root),
  }),
};

/** A project folder with these files under configs/. */
export function project(configs: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "project-"));
  mkdirSync(join(root, "configs"));
  writeFileSync(join(root, "cdktf.json"), "{}");
  for (const [name, text] of Object.entries(configs)) write(root, `configs/${name}`, text);
  return root;
}

export const write = (root: string, path: string, text: string) => writeFileSync(join(root, path), text);
export const good = (version: string) => `target: plain\nairflow: { version: "${version}" }\n`;

export function run(root: string, table: Targets = targets, review?: boolean) {
  const notices: string[] = [];
  const problems: string[] = [];
  const print = { notice: (line: string) => notices.push(line), problem: (line: string) => problems.push(line) };
  return {
    done: synthesize({
      root,
      configs: "configs",
      outdir: "cdktf.out",
      targets: table,
      print,
      ...(review === undefined ? {} : { review }),
    }),
    notices,
    problems,
  };
}

/** Every file under the project's output but the pages, with its bytes as text. */
export const output = (root: string) => under(root, (path) => !path.startsWith("review/"));

/** The pages, by `STACK.END`. */
export const pages = (root: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(under(root, (path) => path.startsWith("review/"))).map(([path, text]) => [
      path.slice("review/".length),
      text,
    ]),
  );

/** As a reader of paths sees it: links are followed, and where they lead is not looked at by itself. */
function under(root: string, wanted: (path: string) => boolean): Record<string, string> {
  const folder = join(root, "cdktf.out");
  const below = (inside: string): string[] =>
    readdirSync(join(folder, inside)).flatMap((name) => {
      const path = join(inside, name);
      if (name === ".synth") return [];
      return statSync(join(folder, path)).isDirectory() ? below(path) : [path];
    });
  const paths = below("").sort();
  return Object.fromEntries(paths.filter(wanted).map((path) => [path, readFileSync(join(folder, path), "latin1")]));
}
