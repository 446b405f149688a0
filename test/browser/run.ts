import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tool } from "../../commands/command";
import type { Words } from "../../commands/words";
import type { Review } from "../../lib/review/model";
import { findChromium, launch } from "./chromium";
import { checkReview, type Outcome } from "./review";
import { writeSamples } from "./samples";

const USUAL = "cdktf.out/review";
/** In place of a folder: pages made here of all examples and of what is hard to draw. */
const SAMPLES = "samples";
const WORDS = {
  name: "test:browser",
  about: "Looks at review pages in a Chromium.",
  arguments: [
    { name: "FOLDER", text: `with the pages, or ${SAMPLES}: made here of all examples; without it: ${USUAL}` },
  ],
  flags: {},
  fails: "when a page is wrong; also when there is no Chromium and CI_E2E=required",
  examples: ["npm run test:browser", "npm run test:browser samples"],
  page: "docs/review.md",
} as const satisfies Words;
const print = (line: string) => process.stdout.write(`${line}\n`);

/** Looks at every page of a folder in a Chromium; 0 when all is well, or when there is no Chromium and none is required. */
async function main(asked: string): Promise<number> {
  const found = findChromium(process.env);
  if ("missing" in found) {
    print(`the pages cannot be looked at here: ${found.missing}`);
    print("0 passed, 0 failed");
    return process.env["CI_E2E"] === "required" ? 1 : 0;
  }
  if (asked !== SAMPLES) return look(asked, found.path);
  const folder = mkdtempSync(join(tmpdir(), "review-samples-"));
  try {
    writeSamples(join(folder, "review"));
    return await look(join(folder, "review"), found.path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function look(folder: string, chromium: string): Promise<number> {
  const stacks = stacksIn(folder);
  if (stacks.length === 0) {
    print(`${folder} has no review page; \`npx cdktf synth\` writes them`);
    print("0 passed, 1 failed");
    return 1;
  }
  return report(folder, stacks, chromium);
}

/** Stacks with both a page and its model. */
const stacksIn = (folder: string): readonly string[] =>
  (existsSync(folder) ? readdirSync(folder).sort() : [])
    .filter((name) => name.endsWith(".html"))
    .map((name) => name.slice(0, -".html".length))
    .filter((stack) => existsSync(join(folder, `${stack}.json`)));

async function report(folder: string, stacks: readonly string[], chromium: string): Promise<number> {
  const browser = await launch(chromium);
  const outcomes: Outcome[] = [];
  try {
    for (const stack of stacks) {
      const review = JSON.parse(readFileSync(join(folder, `${stack}.json`), "utf8")) as Review;
      for (const outcome of await checkReview(browser, join(folder, `${stack}.html`), review)) {
        outcomes.push(outcome);
        print(`${outcome.wrong.length === 0 ? "ok" : "FAILED"} ${stack}: ${outcome.name}`);
        for (const one of outcome.wrong.slice(0, 10)) print(`   ${one}`);
      }
    }
  } finally {
    await browser.close();
  }
  const failed = outcomes.filter(({ wrong }) => wrong.length > 0).length;
  print(`${outcomes.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

tool(WORDS, async ({ positionals: [asked = USUAL] }) => process.exit(await main(asked)));
