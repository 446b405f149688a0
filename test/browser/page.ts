import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Page } from "playwright-core";
import type { Window } from "./dom";

/** In px: a small phone, a usual one, a desktop. */
const WIDTHS = [360, 390, 1280];

/** Widths at which the page scrolls sideways, with how far. */
export async function sideways(page: Page): Promise<string[]> {
  const wrong: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 844 });
    const [scroll, client] = await page.evaluate(() => {
      const { documentElement } = (globalThis as unknown as Window).document;
      return [documentElement.scrollWidth, documentElement.clientWidth] as const;
    });
    if (scroll > client) wrong.push(`at ${width} px by ${scroll - client} px`);
  }
  return wrong;
}

/** Links within the page that lead nowhere, and others to what is no file beside it. */
export const lostLinks = async (page: Page, file: string): Promise<string[]> =>
  (await brokenLinks(page)).filter((href) => href.startsWith("#") || !existsSync(resolve(dirname(file), href)));

/** Those to no place in the page. */
const brokenLinks = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { document } = globalThis as unknown as Window;
    const hrefs = [...document.querySelectorAll("a[href]")].map((link) => link.getAttribute("href") ?? "");
    if (hrefs.length === 0) return ["the page has no link at all"];
    return hrefs.filter((href) => !href.startsWith("#") || document.getElementById(href.slice(1)) === null);
  });

/** What an XML parser says of the picture, which people may save as a file of its own. */
export async function malformed(page: Page, html: string): Promise<string[]> {
  const [svg] = /<svg .*?<\/svg>/s.exec(html) ?? [];
  if (svg === undefined) return ["the page has no picture"];
  return page.evaluate((text) => {
    const { DOMParser } = globalThis as unknown as Window;
    const error = new DOMParser().parseFromString(text, "image/svg+xml").querySelector("parsererror");
    return error === null ? [] : [error.textContent ?? ""];
  }, svg);
}
