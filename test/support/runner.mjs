import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import { createRunner } from "jest-light-runner";

/**
 * Runs the test files in a few processes that load each module once. Waits for the end of these processes, as only then
 * is written what they covered.
 */
export default class extends createRunner({ runtime: "child_process" }) {
  async runTests(...all) {
    const processes = [];
    const add = ({ process }) => processes.push(process);
    subscribe("child_process", add);
    try {
      await super.runTests(...all);
    } finally {
      unsubscribe("child_process", add);
      await Promise.all(processes.filter(({ connected }) => connected).map(ended));
    }
  }
}

function ended(process) {
  // The pool takes an end that it did not order for a crash.
  process.removeAllListeners("exit");
  const end = once(process, "exit");
  process.ref();
  process.disconnect();
  return end;
}
