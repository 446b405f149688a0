import type { Place } from "../../airflow/words/built";
import type { Block } from "./block";
import { type Grid, panelOf } from "./grid";
import type { Layout } from "./layout";

/** Boxes below the picture of the whole, in which they stand as one. */
export interface Panel extends Grid {
  readonly title: string;
  readonly x: number;
  readonly y: number;
}

const GAP = 16;
const MARGIN = 12;

/** Panels of crowded blocks, one below the other, as wide as the picture. */
export function panelsOf(
  blocks: readonly Block[],
  places: readonly Place[],
  { width, height }: Layout,
): readonly Panel[] {
  let y = height + GAP - MARGIN;
  return blocks
    .filter(({ crowded }) => crowded)
    .map(({ unit }) => {
      const grid = panelOf(unit, width - 2 * MARGIN);
      const place = places.find(({ id }) => id === unit.place);
      const panel = { ...grid, title: `${unit.title}${place ? ` in ${place.label}` : ""}`, x: MARGIN, y };
      y += grid.height + GAP;
      return panel;
    });
}

/** Size of the picture with its panels. */
export function sizeOf(
  { width, height }: Layout,
  panels: readonly Panel[],
): { readonly width: number; readonly height: number } {
  return {
    width: Math.max(width, ...panels.map((panel) => panel.width + 2 * MARGIN)),
    height: Math.max(height, ...panels.map((panel) => panel.y + panel.height + MARGIN)),
  };
}
