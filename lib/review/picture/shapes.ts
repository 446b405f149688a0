import { type ComponentChild, h } from "preact";
import type { Node } from "../model";
import { type Box, LID } from "./box";

/** The outline of a node: a cylinder keeps something, a dashed one runs once, a dotted one is not this stack's. */
export function outline({ node, width, height }: Box, x: number, y: number): ComponentChild {
  const kind = `box ${node.kind}`;
  if (node.kind === "people") return figure(x + width / 2, y + 4);
  if (node.kind === "process" || node.kind === "one-shot")
    return h("rect", { class: kind, x, y, width, height, rx: 4 });
  return h("g", null, cylinder(kind, x, y, width, height));
}

function cylinder(kind: string, x: number, y: number, width: number, height: number): ComponentChild[] {
  const [right, lid, floor] = [x + width, y + LID, y + height - LID];
  const side = `M${x} ${lid}A${width / 2} ${LID} 0 0 1 ${right} ${lid}V${floor}A${width / 2} ${LID} 0 0 1 ${x} ${floor}Z`;
  const rim = `M${x} ${lid}A${width / 2} ${LID} 0 0 0 ${right} ${lid}`;
  return [h("path", { class: kind, d: side }), h("path", { class: kind, d: rim, style: "fill:none" })];
}

/** A person, 26 px high. */
const figure = (x: number, y: number): ComponentChild =>
  h(
    "g",
    { class: "figure" },
    h("circle", { cx: x, cy: y + 6, r: 5 }),
    h("path", { d: `M${x - 9} ${y + 24}a9 10 0 0 1 18 0` }),
  );

/** What a screen reader says of a node, and what a pointer shows: all of it, unshortened. */
export const inWords = ({ label, lines }: Node): string => [label, ...lines].join("\n");
