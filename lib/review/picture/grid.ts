import { type Box, boxOf } from "./box";
import { widthOf } from "./text";
import type { Unit } from "./units";

/** A box in a frame, from the frame's upper left corner. */
export interface Cell {
  readonly box: Box;
  readonly x: number;
  readonly y: number;
}

/** Boxes in rows and columns, with a title above them. Lengths in px. */
export interface Grid {
  readonly cells: readonly Cell[];
  readonly width: number;
  readonly height: number;
}

/** Size of the title's letters. */
export const TITLE = 11.5;
const PAD = 12;
const GAP = 8;
const HEAD = 26;
/** Boxes in a column of a frame that the layout moves. */
const COLUMN = 4;

/** A frame as small as its boxes allow. */
export function frameOf(unit: Unit, title: string): Grid {
  const boxes = unit.nodes.map((node) => boxOf(node, unit.homes.get(node.id)));
  const grid = gridOf(boxes, Math.ceil(boxes.length / COLUMN));
  return { ...grid, width: Math.max(grid.width, Math.ceil(widthOf(title, TITLE)) + 2 * PAD) };
}

/** A frame of that width, filled by its boxes; wider only where a single box is. */
export function panelOf(unit: Unit, width: number): Grid {
  const boxes = unit.nodes.map((node) => boxOf(node, unit.homes.get(node.id)));
  const widest = Math.max(...boxes.map((box) => box.width));
  const columns = Math.max(1, Math.floor((width - 2 * PAD + GAP) / (widest + GAP)));
  const room = Math.floor((width - 2 * PAD + GAP) / columns) - GAP;
  return gridOf(
    boxes.map((box) => ({ ...box, width: Math.max(box.width, room) })),
    columns,
  );
}

function gridOf(boxes: readonly Box[], columns: number): Grid {
  const width = Math.max(...boxes.map((box) => box.width));
  const cells: Cell[] = [];
  let y = HEAD;
  for (let start = 0; start < boxes.length; start += columns) {
    const row = boxes.slice(start, start + columns);
    const height = Math.max(...row.map((box) => box.height));
    cells.push(...row.map((box, at) => ({ box: { ...box, width, height }, x: PAD + at * (width + GAP), y })));
    y += height + GAP;
  }
  return { cells, width: columns * (width + GAP) - GAP + 2 * PAD, height: y - GAP + PAD };
}
