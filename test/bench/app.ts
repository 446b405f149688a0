import { resolve } from "node:path";
import { synthesize } from "../../lib/synth/synthesize";
import { targets } from "../../stacks/targets";

/**
 * What main.ts does, with the review or without it: `app.ts PROJECT with-review|without-review`. Lies here, and not in
 * the folder that is measured, so that both runs are the program's own files.
 */
const [root = ".", review] = process.argv.slice(2);
const done = synthesize({
  root: resolve(root),
  configs: "configs",
  outdir: "cdktf.out",
  targets,
  review: review !== "without-review",
  print: { notice: () => undefined, problem: (line) => console.error(line) },
});
if (!done) process.exitCode = 1;
