import { readFileSync } from "node:fs";
import { join } from "node:path";
import { tool } from "../../commands/command";
import type { Words } from "../../commands/words";
import { Checkout } from "./checkout";
import { differences } from "./differences";
import { installSuccessor } from "./successor";

const WORDS = {
  name: "way-out",
  about: "Synthesizes all examples under cdktf and under cdktn, its successor, and compares the JSON.",
  arguments: [],
  flags: {},
  fails: "when a stack differs; also when the successor cannot be installed and CI_E2E=required",
  examples: ["npm run way-out", "CI_E2E=required npm run way-out"],
  page: "docs/decisions/018-the-way-out.md",
} as const satisfies Words;
const print = (line: string) => process.stdout.write(`${line}\n`);

/** Every stack must come out the same under cdktf and under its successor. */
function main(now: Checkout, later: Checkout): number {
  const missing = installSuccessor(later.root);
  if (missing !== undefined) {
    print(`the successor of cdktf cannot be installed here, so nothing is compared:\n${missing}`);
    print("0 passed, 0 failed");
    return process.env["CI_E2E"] === "required" ? 1 : 0;
  }
  now.sharePackages();
  const stopped = [now.synthesize(), later.synthesize()].filter((one) => one !== undefined);
  stopped.forEach(print);
  const names = [...new Set([...now.stacks(), ...later.stacks()])].sort();
  const results = names.map((name) => ({ name, found: compare(name, now, later) }));
  for (const { name, found } of results) {
    print(found.length === 0 ? `ok      ${name}` : `differs ${name}`);
    for (const line of found) print(`        ${line}`);
  }
  const passed = results.filter(({ found }) => found.length === 0).length;
  const failed = results.length - passed + stopped.length;
  print(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

function compare(name: string, now: Checkout, later: Checkout): string[] {
  const [one, other] = [now, later].map((checkout) => json(join(checkout.stack(name), "cdk.tf.json")));
  return differences(one, other);
}

function json(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

tool(WORDS, () => {
  const [now, later] = [new Checkout(), new Checkout()];
  try {
    return main(now, later);
  } finally {
    now.remove();
    later.remove();
  }
});
