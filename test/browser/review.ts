import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import type { Review } from "../../lib/review/model";
import { faint, paintedTexts } from "./contrast";
import { lostLinks, malformed, sideways } from "./page";
import { look, overflowing, overlapping, unreadable, unshownPorts } from "./picture";

/** What was asked of a page, and what was wrong; nothing wrong is a pass. */
export interface Outcome {
  readonly name: string;
  readonly wrong: readonly string[];
}

/** Opens a page and looks at it. `review` is the model that it was made of. */
export async function checkReview(browser: Browser, file: string, review: Review): Promise<readonly Outcome[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: "light" });
  // The TypeScript loader names functions by a helper that a page does not have.
  await page.addInitScript("globalThis.__name = (value) => value");
  const heard = listen(page);
  const address = pathToFileURL(file).href;
  await page.goto(address);
  const picture = await look(page);
  const light = faint(await paintedTexts(page));
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = faint(await paintedTexts(page));
  const outcomes = [
    { name: "every pool and queue can be read in the picture", wrong: unreadable(picture, review) },
    { name: "every published port is at an arrow of the picture", wrong: unshownPorts(picture, review) },
    { name: "every text is inside its box", wrong: overflowing(picture) },
    { name: "no box lies on another", wrong: overlapping(picture) },
    { name: "the picture is well-formed by itself", wrong: await malformed(page, readFileSync(file, "utf8")) },
    { name: "contrast of light text is enough", wrong: light },
    { name: "contrast of dark text is enough", wrong: dark },
    { name: "nothing scrolls sideways but boxes", wrong: await sideways(page) },
    { name: "every link has its target", wrong: await lostLinks(page, file) },
    { name: "the browser reports no error", wrong: heard.errors },
    { name: "nothing is loaded but the file", wrong: heard.addresses.filter((one) => one !== address) },
  ];
  await page.close();
  return outcomes;
}

function listen(page: Page): { readonly errors: string[]; readonly addresses: string[] } {
  const heard = { errors: [] as string[], addresses: [] as string[] };
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") heard.errors.push(message.text());
  });
  page.on("pageerror", (error) => heard.errors.push(error.message));
  page.on("request", (request) => heard.addresses.push(request.url()));
  return heard;
}
