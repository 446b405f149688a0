import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { resolve } from "node:path";
import { lookUp } from "../lib/deployment/look-up";
import type { Answers } from "../lib/new/answers";
import { judge } from "../lib/new/judge";
import { PLACES } from "../lib/new/places";
import { targets } from "../stacks/targets";
import { command } from "./command";
import { type Asker, isLeaving, terminalAsker } from "./new/asker";
import { flagOf } from "./new/flag-of";
import { type Flags, readFlags } from "./new/flags";
import { gather, knownBy, problemsOf } from "./new/gather";
import { fileOf, neighboursOf, place, wrongName } from "./new/place";
import type { Scene } from "./new/question";
import { WORDS } from "./new/words";
import { type Print, terminal } from "./print";
import { ENDS } from "./programs";

/** `npm run new [NAME]`: asks what matters, and writes a deployment file that synthesizes. Without `asker`: by flags alone. */
export async function newDeployment(
  root: string,
  args: readonly string[],
  print: Print,
  asker: Asker | undefined,
): Promise<number> {
  const flags = readFlags(args);
  try {
    return await make(root, flags, print, flags.yes ? undefined : asker);
  } catch (error) {
    if (!isLeaving(error)) throw error;
    print.problem(NOTHING_WRITTEN);
    return ENDS.SIGINT;
  }
}

const NOTHING_WRITTEN = "Left: nothing was written.";

async function make(root: string, flags: Flags, print: Print, asker: Asker | undefined): Promise<number> {
  const all = neighboursOf(root, targets);
  const isOther = (file: string) => flags.given.stack === undefined || file !== fileOf(flags.given.stack);
  const scene: Scene = {
    targets: Object.keys(targets),
    neighbours: all.good.filter(({ file }) => isOther(file)),
    wrongName: (stack) => wrongName(root, stack, flags.force),
    exists: (path) => existsSync(resolve(root, path.replace(/^~(?=\/)/, homedir()))),
  };
  const known = knownBy(flags, scene);
  const wrong = problemsOf(known, scene, targets);
  if (wrong.length > 0) return refuse(wrong, print);
  const answers = await gather(known, scene, targets, asker, flags.yes);
  const { text, problems, notices } = judge(answers, targets, scene.neighbours);
  if (problems.length > 0)
    return refuse(
      problems.map(({ path, message }) => `${flagOf(path)}: ${message}`),
      print,
    );
  for (const notice of notices) print.warn(notice);
  for (const file of all.bad.filter(isOther))
    print.warn(
      `${file} has problems of its own: npx cdktf synth shows them, and refuses all files until they are mended`,
    );
  if (flags.print) {
    print.plain(text.trimEnd());
    return 0;
  }
  // Somebody may have made the file while the questions were answered.
  const late = scene.wrongName(answers.stack);
  if (late !== undefined) return refuse([`NAME: ${late}`], print);
  place(root, answers.stack, text);
  goodbye(answers, print);
  return 0;
}

function refuse(problems: readonly string[], print: Print): number {
  for (const problem of problems) print.problem(problem);
  return 1;
}

function goodbye(answers: Answers, print: Print): void {
  const { stack, target, database, broker } = answers;
  print.plain(`Written: ${fileOf(stack)}`);
  const secrets = [database, broker].flatMap((server) =>
    server === "own" || server.secret === undefined ? [] : [server.secret],
  );
  if (secrets.length > 0)
    print.plain(
      "Before you deploy, write each server's password into its secret, or make one that you tell the server:",
    );
  for (const secret of new Set(secrets)) print.plain(`  ${lookUp(PLACES, target)?.secretCommand(secret) ?? secret}`);
  print.plain("Next:");
  for (const step of lookUp(PLACES, target)?.next(stack) ?? ["npx cdktf synth"]) print.plain(`  ${step}`);
}

if (require.main === module) {
  const asker = process.stdin.isTTY && process.stderr.isTTY ? terminalAsker : undefined;
  command(WORDS, () => newDeployment(process.cwd(), process.argv.slice(2), terminal, asker));
}
