import { type Block, EXIT, type Side, TAB, type Tab } from "./block";
import type { Arrow } from "./graph";
import type { Layout } from "./layout";
import type { Point } from "./positions";
import { middleOf, passesOf, type Row, rowsOf } from "./rows";

/** Where a port's tab is: its middle, on the edge of its block. */
export interface PlacedTab {
  readonly unit: string;
  readonly tab: Tab;
  readonly x: number;
  /** Of the tab's upper edge. */
  readonly y: number;
}

/** Where arrows leave and arrive. */
export interface Ends {
  readonly tabs: readonly PlacedTab[];
  readonly from: ReadonlyMap<Arrow, Point>;
  readonly to: ReadonlyMap<Arrow, Point>;
}

interface Seat {
  readonly width: number;
  /** Where its arrows come from or go to: seats stand in this order, so that arrows do not cross at their ends. */
  readonly wish: number;
  readonly tab?: Tab;
  readonly arrows: readonly Arrow[];
}

/** Gives each tab and each arrow that leaves its seat on its side of the block. */
export function endsOf(blocks: readonly Block[], arrows: readonly Arrow[], layout: Layout): Ends {
  const rows = rowsOf(layout);
  const tabs: PlacedTab[] = [];
  const from = new Map<Arrow, Point>();
  const to = new Map<Arrow, Point>();
  for (const block of blocks) {
    const at = layout.blocks.get(block.unit.id);
    if (at === undefined) continue;
    for (const side of ["top", "bottom"] as const) {
      const seats = seatsOf(block, side, arrows, layout, rows);
      const used = seats.reduce((sum, { width }) => sum + width, 0);
      let x = at.x + (at.width - used) / 2;
      const outer = side === "top" ? at.y : at.y + at.height;
      const edge = side === "top" ? at.y + block.above : outer - block.below;
      for (const { width, tab, arrows: here } of seats) {
        const middle = Math.round(x + width / 2);
        x += width;
        for (const arrow of here) (tab ? to : from).set(arrow, { x: middle, y: tab ? outer : edge });
        if (tab) tabs.push({ unit: block.unit.id, tab, x: middle, y: Math.min(outer, edge) });
      }
    }
  }
  return { tabs, from, to };
}

function seatsOf(
  { unit, tabs }: Block,
  side: Side,
  arrows: readonly Arrow[],
  layout: Layout,
  rows: readonly Row[],
): readonly Seat[] {
  const inUp = side === "bottom";
  const towards = (arrow: Arrow): number => {
    const passes = passesOf(arrow, layout, rows);
    const [next, far] = arrow.from === unit.id ? [passes.at(0), arrow.to] : [passes.at(-1), arrow.from];
    const block = layout.blocks.get(far);
    return next?.x ?? (block === undefined ? 0 : middleOf(block).x);
  };
  const incoming = tabs
    .filter((tab) => tab.side === side)
    .map((tab) => {
      const here = arrows.filter(({ to, port, up }) => to === unit.id && port === tab.port && up === inUp);
      const wish = here.reduce((sum, arrow) => sum + towards(arrow), 0) / Math.max(1, here.length);
      return { width: tab.width + TAB.gap, wish, tab, arrows: here };
    });
  const outgoing = arrows
    .filter((arrow) => arrow.from === unit.id && arrow.up !== inUp)
    .map((arrow) => ({ width: EXIT, wish: towards(arrow), arrows: [arrow] }));
  return [...incoming, ...outgoing].sort((one, other) => one.wish - other.wish);
}
