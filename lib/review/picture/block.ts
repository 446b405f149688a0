import { boxOf } from "./box";
import type { Arrow, Graph } from "./graph";
import { type Cell, frameOf, type Grid } from "./grid";
import { oneLine, shorten, widthOf } from "./text";
import type { Unit } from "./units";

/** A unit with the sizes of all that belongs to it: what the layout moves. Lengths in px. */
export interface Block {
  readonly unit: Unit;
  readonly cells: readonly Cell[];
  /** Its boxes are too many for the picture of the whole: they are drawn in a panel below it. */
  readonly crowded: boolean;
  /** Ports on the upper and the lower side, where arrows come in. */
  readonly tabs: readonly Tab[];
  /** Of the frame, or of the only box; tabs stand above and below it. */
  readonly width: number;
  readonly height: number;
  readonly above: number;
  readonly below: number;
}

/** A port that arrows point to. */
export interface Tab {
  readonly side: Side;
  readonly port: string;
  readonly what: readonly string[];
  /** `8080 UI and API` */
  readonly text: string;
  readonly width: number;
}

export type Side = "top" | "bottom";

export const TAB = { height: 20, size: 11, gap: 8 };
/** Room of an arrow that leaves. */
export const EXIT = 16;
const TAB_WIDEST = 190;
/** With more boxes than these, who talks to whom could not be seen at once. */
const CROWD = 8;

export const blocks = ({ units, arrows }: Graph): readonly Block[] => units.map((unit) => blockOf(unit, arrows));

function blockOf(unit: Unit, arrows: readonly Arrow[]): Block {
  const crowded = unit.nodes.length > CROWD;
  const { cells, width, height } = inner(unit, crowded);
  const tabs = tabsOf(unit, arrows);
  const side = (which: Side) => tabs.filter((tab) => tab.side === which);
  const exits = (up: boolean) => arrows.filter((arrow) => arrow.from === unit.id && arrow.up === up).length;
  const needed = (which: Side, up: boolean) =>
    side(which).reduce((sum, tab) => sum + tab.width + TAB.gap, TAB.gap) + exits(up) * EXIT;
  const wide = Math.max(width, needed("top", true), needed("bottom", false));
  return {
    unit,
    crowded,
    tabs,
    cells: stretched(cells, wide - width),
    width: wide,
    height,
    above: side("top").length > 0 ? TAB.height : 0,
    below: side("bottom").length > 0 ? TAB.height : 0,
  };
}

function inner(unit: Unit, crowded: boolean): Grid {
  const [first] = unit.nodes;
  if (first === undefined) return { cells: [], width: 0, height: 0 };
  const { title } = unit;
  if (title !== undefined && !crowded) return frameOf(unit, title);
  const node =
    title === undefined ? first : { ...first, id: `all ${unit.id}`, label: title, lines: ["each of them below"] };
  const box = boxOf(node, undefined);
  return { cells: [{ box, x: 0, y: 0 }], width: box.width, height: box.height };
}

/** Boxes fill a block that its ports made wider. */
function stretched(cells: readonly Cell[], more: number): readonly Cell[] {
  const columns = [...new Set(cells.map(({ x }) => x))].sort((one, other) => one - other);
  const each = Math.floor(more / Math.max(1, columns.length));
  return cells.map(({ box, x, y }) => ({
    box: { ...box, width: box.width + each },
    x: x + columns.indexOf(x) * each,
    y,
  }));
}

function tabsOf({ id }: Unit, arrows: readonly Arrow[]): readonly Tab[] {
  const tabs = new Map<string, { side: Side; port: string; what: string[] }>();
  for (const { to, port, what, up } of arrows) {
    if (to !== id) continue;
    const side = up ? "bottom" : "top";
    const tab = tabs.get(`${side} ${port}`) ?? { side, port, what: [] };
    tabs.set(`${side} ${port}`, { ...tab, what: [...new Set([...tab.what, ...what])] });
  }
  return [...tabs.values()].map((tab) => {
    const text = shorten(oneLine(`${tab.port} ${tab.what.join(", ")}`), TAB_WIDEST, TAB.size);
    return { ...tab, text, width: Math.ceil(widthOf(text, TAB.size)) + 14 };
  });
}
