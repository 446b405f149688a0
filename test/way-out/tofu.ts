import { spawnSync } from "node:child_process";
import { tool } from "../../commands/command";
import type { Words } from "../../commands/words";
import { Checkout } from "./checkout";

const WORDS = {
  name: "way-out:tofu",
  about: "Synthesizes all examples and has OpenTofu validate them.",
  arguments: [],
  flags: {},
  fails: "when a stack is refused; also when OpenTofu is not there and CI_E2E=required",
  examples: ["npm run way-out:tofu", "CI_E2E=required npm run way-out:tofu"],
  page: "docs/decisions/018-the-way-out.md",
} as const satisfies Words;
const print = (line: string) => process.stdout.write(`${line}\n`);
const tofu = (folder: string, args: readonly string[]) =>
  spawnSync("tofu", [...args, "-no-color"], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, TF_IN_AUTOMATION: "1" },
  });

/** Why OpenTofu cannot be asked here. */
function withoutTofu(): string | undefined {
  const { error, status, stderr } = tofu(".", ["version"]);
  if (error !== undefined) return `tofu does not start (${error.message}): install OpenTofu 1.11 or newer`;
  return status === 0 ? undefined : stderr.trim();
}

/** Every stack must be valid for OpenTofu as well. Providers come from where its own settings say. */
function main(checkout: Checkout): number {
  const stopped = checkout.synthesize();
  if (stopped !== undefined) {
    print(`${stopped}\n0 passed, 1 failed`);
    return 1;
  }
  checkout.standIns();
  const missing = withoutTofu() ?? prepared(checkout);
  if (missing !== undefined) {
    print(`OpenTofu cannot be asked here:\n${missing}\n0 passed, 0 failed`);
    return process.env["CI_E2E"] === "required" ? 1 : 0;
  }
  const results = checkout.stacks().map((name) => {
    const { status, stdout, stderr } = tofu(checkout.stack(name), ["validate"]);
    print(status === 0 ? `ok      ${name}` : `refused ${name}\n${stdout}${stderr}`);
    return status === 0;
  });
  const passed = results.filter((good) => good).length;
  print(`${passed} passed, ${results.length - passed} failed`);
  return passed === results.length ? 0 : 1;
}

/** Providers of all stacks; the first one that cannot be had ends it. */
function prepared(checkout: Checkout): string | undefined {
  for (const name of checkout.stacks()) {
    const { status, stderr } = tofu(checkout.stack(name), ["init", "-backend=false"]);
    if (status !== 0) return `${name}: ${stderr.trim()}`;
  }
  return undefined;
}

tool(WORDS, () => {
  const checkout = new Checkout();
  try {
    checkout.sharePackages();
    return main(checkout);
  } finally {
    checkout.remove();
  }
});
