import type { Ends } from "./ends";
import type { Arrow } from "./graph";
import type { Layout } from "./layout";
import type { Point } from "./positions";
import { type Pass, passesOf, type Row, rowsOf } from "./rows";

/** Lines by their arrow. */
export function pathsOf(arrows: readonly Arrow[], layout: Layout, ends: Ends): ReadonlyMap<Arrow, string> {
  const rows = rowsOf(layout);
  return new Map(
    arrows.flatMap((arrow) => {
      const [from, to] = [ends.from.get(arrow), ends.to.get(arrow)];
      if (from === undefined || to === undefined) return [];
      return [[arrow, pathOf(from, passesOf(arrow, layout, rows), to, rows)] as const];
    }),
  );
}

/** The line of an arrow as an SVG path: straight through each row, curved in the room between two. */
function pathOf(from: Point, passes: readonly Pass[], to: Point, rows: readonly Row[]): string {
  const down = from.y < to.y;
  const through = passes.flatMap(({ x, top, bottom }) => {
    const [first, second] = down ? [top, bottom] : [bottom, top];
    return [
      { x, y: first },
      { x, y: second },
    ];
  });
  const stops: readonly Point[] = [from, ...edge(from, rows, down), ...through, ...edge(to, rows, !down), to];
  const steps = stops.slice(1).map((stop, index) => step(stops[index] ?? from, stop));
  return `M${from.x} ${from.y}${steps.join("")}`;
}

/** Where an arrow leaves the row in which it begins. */
function edge({ x, y }: Point, rows: readonly Row[], down: boolean): Point[] {
  const row = rows.find(({ top, bottom }) => top <= y && y <= bottom);
  if (row === undefined) return [];
  return [{ x, y: down ? row.bottom : row.top }];
}

function step(from: Point, to: Point): string {
  if (from.x === to.x) return from.y === to.y ? "" : `V${to.y}`;
  const middle = Math.round((from.y + to.y) / 2);
  return `C${from.x} ${middle} ${to.x} ${middle} ${to.x} ${to.y}`;
}
