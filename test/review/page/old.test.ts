import { page } from "../../../lib/review/page/html";
import { markOld } from "../../../lib/review/page/old";
import { draw } from "../../../lib/review/picture/draw";
import { sampleReview } from "../../support/review";
import { sampleSource } from "../../support/review-source";

const review = sampleReview();
const text = page(review, [sampleSource], draw(review));
const PROBLEM = 'configs/local-docker.yaml:4:12: "<b>" & co are refused --> ]]> <!--/old-->';

test("the banner is the first thing of the page, with each problem as text", () => {
  const old = markOld(text, [PROBLEM, "another"]);
  expect(old).toContain("<body><!--old--><aside");
  expect(old).toContain("This page is old: the file was refused at the last synth");
  expect(old).toContain("&quot;&lt;b>&quot; &amp; co are refused");
  expect(old.match(/<!--\/old-->/g)).toHaveLength(1);
});

test("marked again it has the last problems only", () => {
  const again = markOld(markOld(text, [PROBLEM]), ["something else"]);
  expect(again).toBe(markOld(text, ["something else"]));
  expect(markOld(again, ["something else"])).toBe(again);
});

test("the rest of the page stays as it was", () => {
  expect(markOld(text, ["x"]).replace(/<aside.*?<\/aside>/s, "")).toBe(text);
});

test("a text that is no page of ours is left alone", () => {
  expect(markOld("<html><body>mine</body></html>", ["x"])).toBe("<html><body>mine</body></html>");
});
