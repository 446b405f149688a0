import type { Node } from "../model";
import { oneLine, shorten, widthOf, wrap } from "./text";

/** The box of one node: sizes and texts, not yet a place. All lengths in px. */
export interface Box {
  readonly node: Node;
  readonly width: number;
  readonly height: number;
  readonly texts: readonly Text[];
}

/** A line of text; `y` is that of its base line, from the top of the box. */
export interface Text {
  readonly text: string;
  readonly size: number;
  readonly y: number;
  readonly strong: boolean;
}

export const LABEL = 13;
export const LINE = 11.5;
/** A name is never wider: room for `worker-` and a pool's longest name, 20 letters. */
const NAME = 222;
/** Lines below a name are broken there, unless the name is wider. */
const WIDEST = 176;
const NARROWEST = 96;
const PAD = { x: 12, y: 9 };
/** Height of a line of text over the size of its letters. */
const LEADING = 1.36;
/** What the lid of a store takes. */
export const LID = 7;

/** Sizes follow the text by the rule of `widthOf`, so that text never leaves its box. */
export function boxOf(node: Node, home: string | undefined): Box {
  const label = shorten(oneLine(node.label), NAME, LABEL);
  const room = Math.max(WIDEST, widthOf(label, LABEL));
  const lines = [...(home === undefined ? [] : [home]), ...node.lines].flatMap((line) => wrap(line, room, LINE));
  let y = PAD.y + (node.kind === "store" || node.kind === "existing" ? LID : 0) + (node.kind === "people" ? 26 : 0);
  const texts = [
    { text: label, size: LABEL, strong: true },
    ...lines.map((text) => ({ text, size: LINE, strong: false })),
  ].map((text) => {
    y += text.size * LEADING;
    return { ...text, y: y - text.size * (LEADING - 1) };
  });
  const widest = Math.max(...texts.map(({ text, size, strong }) => widthOf(text, size) * (strong ? 1.02 : 1)));
  return {
    node,
    texts,
    width: Math.ceil(Math.max(NARROWEST, widest + 2 * PAD.x)),
    height: Math.ceil(y + PAD.y + (node.kind === "store" || node.kind === "existing" ? LID : 0)),
  };
}
