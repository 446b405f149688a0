import { target } from "../../lib/synth/target";
import { run, targets } from "./project";

/** Run as a child: says so when the first stack's text is written and the second one's is not, and waits to be killed. */
function stuck(): void {
  process.stdout.write("half way\n");
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

const plain = targets["plain"];
if (plain === undefined) throw new Error("no target");
run(process.argv[2] ?? "", {
  plain: target({
    ...plain,
    stack: (scope, name, input) => {
      const stack = plain.stack(scope, name, input);
      if (name === "bb") stack.synthesizer = { synthesize: stuck };
      return stack;
    },
  }),
});
