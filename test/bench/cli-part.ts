import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Program, Stopwatch } from "./measure";
import { type Row, table } from "./table";
import { PROJECT, type Workspace } from "./workspace";

const GOAL = 1.3;
const CLI = join(PROJECT, "node_modules/cdktf-cli/bundle");
const SYNTH = [join(CLI, "bin/cdktf"), "synth"];
/** What the template's own installation asks for; TypeScript 7 has no part that ts-node could use. */
const TS_NODE = ["ts-node@10.9.2", "typescript@5.9.3", "@types/node@20", "cdktf@0.21.0", "constructs@10.7.2"];

/** `cdktf synth` of this project's configs/, beside the empty program that `cdktf init --template typescript` makes. */
export function cliPart(workspace: Workspace, stopwatch: Stopwatch, runs: number): string[] {
  const empty: Program = { name: "the empty program", folder: emptyProgram(workspace, "empty"), args: SYNTH };
  symlinkSync(join(PROJECT, "node_modules"), join(empty.folder, "node_modules"));
  const ours: Program = { name: "cdktf synth", folder: workspace.copies("ours", ["configs"]), args: SYNTH };
  const { usual, missing } = withTsNode(workspace);
  const programs = [empty, ours, ...(usual === undefined ? [] : [usual])];
  const [least, own, other] = stopwatch.compare(programs, runs);
  if (least === undefined || own === undefined) return [];
  const rows: Row[] = [
    { name: "cdktf synth, empty program, tsx", figures: least },
    { name: "cdktf synth, this project", figures: own, against: least, goal: GOAL },
    ...(other === undefined ? [] : [{ name: "cdktf synth, empty program, ts-node", figures: other, against: least }]),
  ];
  return [
    ...table(rows),
    ...(missing === undefined ? [] : [`the template's own ts-node was not measured: ${missing}`]),
  ];
}

/** The template as the CLI brings it, with the app command of this project: only the program differs. */
function emptyProgram(workspace: Workspace, name: string): string {
  const folder = workspace.folder(name);
  const template = join(CLI, "templates/typescript");
  const fill = (file: string) => readFileSync(join(template, file), "utf8").replaceAll(/\{\{ ?\$base ?\}\}/g, "empty");
  for (const file of ["main.ts", "package.json"]) writeFileSync(join(folder, file), fill(file));
  for (const file of ["tsconfig.json"]) cpSync(join(template, file), join(folder, file));
  cpSync(join(PROJECT, "cdktf.json"), join(folder, "cdktf.json"));
  return folder;
}

function withTsNode(workspace: Workspace): { readonly usual?: Program; readonly missing?: string } {
  const folder = emptyProgram(workspace, "ts-node");
  const install = ["install", "--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts", ...TS_NODE];
  const { status, stderr, error } = spawnSync("npm", install, { cwd: folder, encoding: "utf8", timeout: 180_000 });
  if (status !== 0) return { missing: error?.message ?? stderr.trim() };
  if (!existsSync(join(folder, "node_modules/.bin/ts-node"))) return { missing: "npm installed no ts-node" };
  const config = { language: "typescript", app: "npx ts-node main.ts", projectId: "empty", sendCrashReports: "false" };
  writeFileSync(join(folder, "cdktf.json"), JSON.stringify(config));
  return { usual: { name: "the empty program under ts-node", folder, args: SYNTH } };
}
