import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { writing } from "../lib/deployment/disk/writing";
import { markdown } from "../lib/review/markdown";
import type { AskDeployed } from "../lib/synth/build";
import { targets } from "../stacks/targets";
import { command } from "./command";
import { type Print, terminal } from "./print";
import { against } from "./review/against";
import { deployedVersion } from "./review/deployed";
import { readFlags, WORDS } from "./review/flags";
import { linker, type Place } from "./review/links";
import { type Side, sideOf } from "./review/side";
import { chosen } from "./review/stacks";

/**
 * `npm run review`: what the deployment files are, or with `--against` what they change, as Markdown. Nothing is
 * synthesized and nothing is asked of the engine.
 */
export async function review(root: string, args: readonly string[], print: Print): Promise<number> {
  const flags = readFlags(args);
  const now = sideOf(root, flags.against === undefined ? runningNow(root) : undefined);
  for (const problem of now.problems) print.problem(problem);
  if (now.problems.length > 0) return 1;
  const place = { root, linkBase: flags.linkBase, output: flags.output };
  const text =
    flags.against === undefined
      ? pages(now, flags.stack, place)
      : await against(flags.against, now, flags.stack, place);
  if (flags.output === undefined) print.plain(text.trimEnd());
  else write(root, flags.output, text);
  return 0;
}

/** Of a stack whose state is on this machine. */
const runningNow =
  (root: string): AskDeployed =>
  ({ stack, target, deployment }) =>
    targets[target]?.localState === true ? deployedVersion(root, stack, deployment.airflow.version) : undefined;

const pages = (now: Side, stack: string | undefined, place: Place): string =>
  chosen(now.reviews, stack)
    .map((one) => markdown(one, { link: linker(place) }))
    .join("\n");

/** @throws Told with one line for people */
function write(root: string, output: string, text: string): void {
  const file = resolve(root, output);
  writing({ what: "what --output asks for", place: file, root }, () => {
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.next`, text);
      renameSync(`${file}.next`, file);
    } finally {
      rmSync(`${file}.next`, { force: true });
    }
  });
}

if (require.main === module) command(WORDS, () => review(process.cwd(), process.argv.slice(2), terminal));
