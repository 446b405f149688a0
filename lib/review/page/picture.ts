import { type ComponentChild, h } from "preact";
import { el, section } from "./element";

/** The picture at its own size, or a little smaller; where that is wider than the page it scrolls in its box. */
export function picture(svg: string): ComponentChild {
  const [, width = "1000"] = /^<svg[^>]* width="(\d+)"/.exec(svg) ?? [];
  return section(
    "picture",
    "Who talks to whom",
    el(
      "figure",
      {},
      h("div", {
        class: "scroll drawing",
        style: `--width:${width}px`,
        tabIndex: 0,
        role: "region",
        "aria-label": "Picture of the topology",
        dangerouslySetInnerHTML: { __html: svg },
      }),
      el(
        "figcaption",
        {},
        "An arrow goes from the caller to the port that it opens, and has the colour of that port. A dashed box runs once, a cylinder keeps data, a dotted one is not part of this stack. Each box leads to its row below.",
        el("span", { class: "narrow" }, " It scrolls sideways."),
      ),
    ),
  );
}
