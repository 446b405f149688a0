import { h } from "preact";
import { render } from "preact-render-to-string";
import { contextOf } from "../../../lib/review/page/context";
import { sampleReview } from "../../support/review";
import { at, byDefault, sampleSource } from "../../support/review-source";

const BASE = { path: "configs/base.yaml", text: "a: 1\nb: 2\n" };
const { cite, refer } = contextOf(sampleReview(), [sampleSource, BASE]);
const shown = (child: ReturnType<typeof cite>): string => render(h("p", null, child)).slice(3, -4);

test("a fact leads to its line, with the path in the file's words", () => {
  expect(shown(cite(at(12, "workers.default")))).toBe(
    '<a class="at" title="workers.default" href="#configs/local-docker.yaml:12" aria-label="workers.default, line 12">:12</a>',
  );
});

test("what is not written is a default, and leads to its section", () => {
  const text = shown(cite(byDefault(9, "webserver.baseUrl")));
  expect(text).toContain('title="webserver.baseUrl is not written: this is its default"');
  expect(text).toContain('href="#configs/local-docker.yaml:9"');
  expect(text).toContain(">default</a>");
});

test("a line of another file says which", () => {
  expect(shown(cite({ file: BASE.path, line: 2, path: "b" }))).toContain(">configs/base.yaml:2</a>");
});

test("a line that is not on the page is no link", () => {
  expect(shown(cite({ file: BASE.path, line: 3, path: "b" }))).toBe(
    '<span class="at" title="b">configs/base.yaml:3</span>',
  );
  expect(shown(cite({ file: "gone.yaml", line: 1, path: "b" }))).not.toContain("href");
});

test("a fact without a place has no link", () => {
  expect(shown(cite(undefined))).toBe("");
});

test("a name leads to its row where there is one", () => {
  expect(shown(refer("pool", "gpu"))).toBe('<a class="ref" href="#pool-gpu"><bdi class="name">gpu</bdi></a>');
  expect(shown(refer("pool", "gone"))).toBe('<bdi class="name">gone</bdi>');
});
