import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { floorProgram } from "./floor";
import { plain, type Synthesized, synthesized } from "./floor-json";
import type { Program, Stopwatch } from "./measure";
import { type Row, table } from "./table";
import { PROJECT, type Workspace } from "./workspace";

const TSX = "--import=tsx";
const APP = join(PROJECT, "test/bench/app.ts");
const GOAL = { withoutReview: 1.25, withReview: 1.6 };

/** All files of configs/ and examples/configs/ at once, beside the least program that makes the same resources. */
export function appPart(workspace: Workspace, stopwatch: Stopwatch, runs: number): string[] {
  const folder = workspace.copies("app", ["configs", "examples/configs"]);
  const app = (review: string): Program => ({ name: `the app ${review}`, folder, args: [TSX, APP, folder, review] });
  stopwatch.compare([app("without-review")], 1);
  const made = workspace.folder("made");
  cpSync(join(folder, "cdktf.out"), made, { recursive: true, verbatimSymlinks: true });
  const stacks = synthesized(made);
  const floor = floorIn(workspace, "floor", floorProgram(stacks));
  const quiet = floorIn(workspace, "quiet-floor", `Error.captureStackTrace = () => {};\n${floorProgram(stacks)}`);
  stopwatch.compare([floor], 1);
  assertEqual(stacks, synthesized(join(floor.folder, "cdktf.out")));

  const programs = [floor, quiet, app("without-review"), app("with-review")];
  const [least, quietest, without, withReview] = stopwatch.compare(programs, runs);
  if (least === undefined || quietest === undefined || without === undefined || withReview === undefined) return [];
  const rows: Row[] = [
    { name: "floor: bare provider classes", figures: least },
    { name: "floor without call stacks of tokens", figures: quietest, against: least },
    { name: "app without review", figures: without, against: least, goal: GOAL.withoutReview },
    { name: "app with review", figures: withReview, against: least, goal: GOAL.withReview },
  ];
  const resources = stacks.map(({ json }) => Object.values(json["resource"] ?? {}).flatMap(Object.keys).length);
  const total = resources.reduce((sum, one) => sum + one, 0);
  return [`all ${stacks.length} examples at once: ${total} resources, equal in both programs`, ...table(rows)];
}

function floorIn(workspace: Workspace, name: string, text: string): Program {
  const folder = workspace.project(name, {});
  writeFileSync(join(folder, "main.ts"), text);
  return { name: `the ${name}`, folder, args: [TSX, "main.ts"] };
}

/** The comparison means nothing unless both programs make the same. */
function assertEqual(app: readonly Synthesized[], floor: readonly Synthesized[]): void {
  for (const [index, { name, json, assets }] of app.entries()) {
    const other = floor[index];
    const equal = other !== undefined && isDeepStrictEqual(plain(json), plain(other.json));
    if (!equal || assets.length !== other.assets.length) throw new Error(`the floor makes another stack ${name}`);
  }
}
