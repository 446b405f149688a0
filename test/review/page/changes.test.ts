import { h } from "preact";
import { render } from "preact-render-to-string";
import type { Changes } from "../../../lib/airflow/words/built";
import { markdown } from "../../../lib/review/markdown";
import type { Review } from "../../../lib/review/model";
import { changes } from "../../../lib/review/page/changes";
import { contextOf } from "../../../lib/review/page/context";
import { page } from "../../../lib/review/page/html";
import { sampleReview } from "../../support/review";
import { sampleSource } from "../../support/review-source";

const KINDS: Changes = {
  parts: ["Master", "Pools"],
  rows: [{ change: "Image", happens: ["restarts <all>", "drain | restart"], takes: "1 min", run: "cdktf deploy" }],
};
const changed: Review = { ...sampleReview(), changes: KINDS };
const html = (review: Review) => render(h("div", null, changes(contextOf(review, [sampleSource]))));

test("the page has a column for each part that a change can touch", () => {
  const heads = [...html(changed).matchAll(/<th scope="col"[^>]*>(.*?)<\/th>/g)].map(([, text]) => text);
  expect(heads).toEqual(["Change", "Master", "Pools", "Takes", "Run"]);
  expect(html(changed)).toContain("restarts &lt;all>");
});

test("the contents lead to it", () => {
  expect(page(changed, [sampleSource], "<svg></svg>")).toContain('<a href="#changes">Changes</a>');
});

test("Markdown folds it away", () => {
  const text = markdown(changed, { link: () => undefined });
  expect(text).toContain("<summary>Each kind of change</summary>");
  expect(text).toContain("| Image | restarts \\<all> | drain \\| restart | 1 min | cdktf deploy |");
});

test("a target that says nothing of it has no such section", () => {
  expect(html(sampleReview())).toBe("<div></div>");
  expect(page(sampleReview(), [sampleSource], "<svg></svg>")).not.toContain("#changes");
  expect(markdown(sampleReview(), { link: () => undefined })).not.toContain("What a change does");
});

test("boot files of a review that nothing was written for are named without a link", () => {
  const review: Review = { ...sampleReview(), bootFiles: [{ name: "master.user-data", what: "for cloud-init" }] };
  expect(markdown(review, { link: () => undefined })).toContain("- `master.user-data`: for cloud-init");
});
