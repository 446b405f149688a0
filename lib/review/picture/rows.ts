import type { Arrow } from "./graph";
import type { Layout } from "./layout";
import type { Point, Rectangle } from "./positions";

/** A row of blocks: no arrow turns between its upper and its lower edge, so none crosses a box. */
export interface Row {
  readonly top: number;
  readonly bottom: number;
}

/** Where an arrow goes through a row. */
export interface Pass extends Row {
  readonly x: number;
}

/** Rows of blocks of a layout, from top to bottom. Blocks of a row have one middle. */
export function rowsOf({ blocks }: Layout): readonly Row[] {
  const rows: { top: number; bottom: number }[] = [];
  const sorted = [...blocks.values()].sort((one, other) => middleOf(one).y - middleOf(other).y);
  let last = Number.NEGATIVE_INFINITY;
  for (const block of sorted) {
    const { y } = middleOf(block);
    const row = rows.at(-1);
    const [top, bottom] = [block.y, block.y + block.height];
    if (row === undefined || y - last > 2) rows.push({ top, bottom });
    else Object.assign(row, { top: Math.min(row.top, top), bottom: Math.max(row.bottom, bottom) });
    last = y;
  }
  return rows;
}

/** Rows between the caller and what it calls, from the caller on. */
export function passesOf(arrow: Arrow, layout: Layout, rows: readonly Row[]): readonly Pass[] {
  const [from, to] = [layout.blocks.get(arrow.from), layout.blocks.get(arrow.to)];
  if (from === undefined || to === undefined) return [];
  const way = [middleOf(from), ...(layout.ways.get(arrow) ?? []), middleOf(to)];
  const [high, low] = [middleOf(from).y, middleOf(to).y].sort((one, other) => one - other);
  const passes = rows
    .filter(({ top, bottom }) => top > (high ?? 0) && bottom < (low ?? 0))
    .map((row) => ({ ...row, x: xAt((row.top + row.bottom) / 2, way) }));
  return arrow.up ? passes.reverse() : passes;
}

export const middleOf = ({ x, y, width, height }: Rectangle): Point => ({ x: x + width / 2, y: y + height / 2 });

/** Where a way crosses a height. */
function xAt(y: number, way: readonly Point[]): number {
  const next = way.findIndex((point, index) => index > 0 && between(y, way[index - 1]?.y ?? y, point.y));
  const [one, other] = [way[next - 1], way[next]];
  if (one === undefined || other === undefined) return way[0]?.x ?? 0;
  const part = other.y === one.y ? 0 : (y - one.y) / (other.y - one.y);
  return Math.round(one.x + (other.x - one.x) * part);
}

const between = (y: number, one: number, other: number) => Math.min(one, other) <= y && y <= Math.max(one, other);
