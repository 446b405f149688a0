import { Fragment, h } from "preact";
import { render } from "preact-render-to-string";
import { el } from "./element";

/** Where the banner goes. Names and lines of a file cannot hold these words: their `<` is escaped. */
const BEGIN = "<!--old-->";
const END = "<!--/old-->";
export const SLOT = `${BEGIN}${END}`;

/**
 * A page that was written earlier, with a banner that says so and why there is no newer one. Another banner takes the
 * place of an earlier one. A text that is no page of ours is returned as it is.
 */
export function markOld(page: string, problems: readonly string[]): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) return page;
  const banner = el(
    "aside",
    { class: "old", role: "note" },
    el("strong", {}, "This page is old: the file was refused at the last synth"),
    el(
      "ul",
      {},
      problems.map((problem) => el("li", {}, problem)),
    ),
  );
  return `${page.slice(0, begin)}${BEGIN}${render(h(Fragment, null, banner))}${page.slice(end)}`;
}
