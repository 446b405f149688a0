import type { Review } from "../../../lib/review/model";
import { page } from "../../../lib/review/page/html";
import { draw } from "../../../lib/review/picture/draw";
import { sampleReview } from "../../support/review";
import { sampleSource } from "../../support/review-source";
import { manyPools, NAUGHTY, naughtyReview, withPools } from "../../support/review-variations";

const html = (review: Review): string => page(review, [sampleSource], draw(review));
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = ""]) => found);
const headings = (text: string): string[] => all(text, /<h2[^>]*>([^<]*)<\/h2>/g);

const PAGES: readonly (readonly [string, Review])[] = [
  ["the sample", sampleReview()],
  ["100 pools", withPools(manyPools(97))],
  ["bad names", naughtyReview()],
];

describe.each(PAGES)("%s", (_, review) => {
  const text = html(review);

  test("every link within the page has its target, and every target is there once", () => {
    const ids = all(text, /\sid="([^"]*)"/g);
    expect(new Set(ids).size).toBe(ids.length);
    const hrefs = all(text, /\shref="([^"]*)"/g);
    expect(hrefs.length).toBeGreaterThan(50);
    expect(hrefs.filter((href) => !href.startsWith("#") || !ids.includes(href.slice(1)))).toEqual([]);
  });

  test("it loads nothing, runs nothing, and says so to the browser", () => {
    expect(text).not.toMatch(/<(script|link|img|iframe|object|embed|base)\b|\ssrc=|\son[a-z]+="|@import|url\(/i);
    expect(text).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:;`);
  });

  test("it is the same every time", () => {
    expect(html(review)).toBe(text);
  });

  test("headings go one level down at a time", () => {
    const levels = all(text, /<h([1-6])\b/g).map(Number);
    expect(levels[0]).toBe(1);
    expect(levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1)).toEqual([]);
  });
});

test("what a person judges first comes first", () => {
  expect(headings(html(sampleReview()))).toEqual([
    "Chosen risks",
    "Summary",
    "Release",
    "Who talks to whom",
    "Queues",
    "Worker pools",
    "Ports",
    "Processes",
    "Secrets",
    "Connections to the metadata database",
    "What destroy loses and keeps",
    "The file",
  ]);
});

test("a file that chose no risk has no block of them", () => {
  const text = html({ ...sampleReview(), risks: [] });
  expect(headings(text)[0]).toBe("Summary");
  expect(text).toContain("<dt>Chosen risks</dt><dd>none</dd>");
  expect(text).not.toContain('href="#risks"');
});

test("a deployment without workers has no empty tables of queues and pools", () => {
  const text = html({ ...sampleReview(), queues: [], pools: [] });
  expect(headings(text)).not.toContain("Queues");
  expect(headings(text)).not.toContain("Worker pools");
});

test("dangers come before notices, each with its remedy", () => {
  const text = html(sampleReview());
  const [danger, notice] = [text.indexOf("has the host's Docker socket"), text.indexOf("can write to ./scripts")];
  expect(danger).toBeGreaterThan(0);
  expect(notice).toBeGreaterThan(danger);
  expect(text).toContain("Leave readOnly out");
});

test("names are text, whatever is in them", () => {
  const text = html(naughtyReview());
  for (const name of NAUGHTY) {
    const escaped = name.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
    expect(text).toContain(`<bdi class="name">${escaped}</bdi>`);
  }
});

test("names that differ have rows of their own", () => {
  const text = html(withPools(["a b", "a-b", "a_b", "a~b", "a.b"]));
  expect(new Set(all(text, /id="(pool-a[^"]*)"/g)).size).toBe(5);
});
