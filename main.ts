import { synthesize } from "./lib/synth/synthesize";
import { targets } from "./stacks/targets";

const done = synthesize({
  root: __dirname,
  configs: "configs",
  outdir: process.env["CDKTF_OUTDIR"] ?? "cdktf.out",
  targets,
  print: { notice: (line) => console.log(`notice: ${line}`), problem: (line) => console.error(line) },
});
if (!done) process.exitCode = 1;
