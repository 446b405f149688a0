import { type ComponentChild, h } from "preact";
import { TITLE } from "./grid";
import type { Rectangle } from "./positions";
import { oneLine, shorten } from "./text";

/** The ground of a place. */
export const frame = (inner: boolean, at: Rectangle): ComponentChild =>
  h("rect", { class: inner ? "place inner" : "place", ...at, rx: 6 });

/** Above the arrows: they come in through the upper edge, where the names of places stand. */
export const placeName = (label: string, inner: boolean, { x, y, width }: Rectangle): ComponentChild =>
  h(
    "text",
    { class: inner ? "title inner" : "title", x: x + 12, y: y + 19 },
    h("title", null, label),
    shorten(oneLine(label), width - 24, TITLE),
  );

/** A frame around equal boxes, with its title. */
export const group = (title: string, at: Rectangle): ComponentChild[] => [
  h("rect", { class: "group", ...at, rx: 5 }),
  h("text", { class: "title", x: at.x + 12, y: at.y + 18 }, shorten(oneLine(title), at.width - 24, TITLE)),
];

/** Edges of further boxes behind a box that stands for many. */
export const pile = ({ x, y, width, height }: Rectangle): ComponentChild[] =>
  [8, 4].map((by) => h("rect", { class: "box", x: x + by, y: y + by, width, height, rx: 4 }));
