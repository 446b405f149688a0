import type { ComponentChild } from "preact";
import { concealed } from "../../deployment/secret/conceal";
import { lineId } from "../anchor";
import { linesOf, type Source } from "./context";
import { el, name, section } from "./element";

/** The files themselves; each line is where the facts above lead. */
export const source = (sources: readonly Source[]): ComponentChild =>
  section("source", sources.length === 1 ? "The file" : "The files", sources.map(file));

function file({ path, text }: Source): ComponentChild {
  const lines = linesOf(concealed(text)).map((line, index) => {
    const id = lineId(path, index + 1);
    // A line end within the text keeps lines apart when they are copied.
    return el(
      "span",
      { class: "line", id },
      el("a", { class: "count", href: `#${id}`, "aria-label": `line ${index + 1}` }, String(index + 1)),
      el("span", { class: "code" }, `${line}\n`),
    );
  });
  const box = { class: "scroll source", tabIndex: 0, role: "region", "aria-label": path };
  return [el("h3", {}, name(path)), el("div", box, el("pre", { dir: "ltr" }, el("code", {}, lines)))];
}
