import { killChildren } from "./children";
import type { Steps } from "./step";
import { sleep } from "./wait";

/** A run that is interrupted starts no further step, and removes what it made before it ends. */
export function onInterrupt(print: (line: string) => void, steps: Steps, clean: () => Promise<void>): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      print(`${signal}: removing what the run made`);
      steps.stop();
      killChildren();
      // A container that the engine was just making shows a moment later.
      void clean()
        .then(() => sleep(2))
        .then(clean)
        .finally(() => process.exit(130));
    });
}
