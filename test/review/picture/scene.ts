import type { Review } from "../../../lib/review/model";
import { type Block, blocks } from "../../../lib/review/picture/block";
import { endsOf } from "../../../lib/review/picture/ends";
import { graphOf } from "../../../lib/review/picture/graph";
import { placeAll } from "../../../lib/review/picture/layout";
import type { Rectangle } from "../../../lib/review/picture/positions";
import { pathsOf } from "../../../lib/review/picture/route";
import { sampleReview } from "../../support/review";
import { manyPools, naughtyReview, withPools } from "../../support/review-variations";

/** Reviews that the picture is tried on. */
export const REVIEWS: readonly (readonly [string, Review])[] = [
  ["the sample", sampleReview()],
  ["eight pools", withPools(manyPools(5))],
  ["nine pools", withPools(manyPools(6))],
  ["100 pools", withPools(manyPools(97))],
  ["bad names", naughtyReview()],
];

/** Everything between a review and its SVG. */
export function scene({ picture }: Review) {
  const graph = graphOf(picture);
  const drawn = blocks(graph);
  const layout = placeAll(picture.places, drawn, graph.arrows);
  const ends = endsOf(drawn, graph.arrows, layout);
  const paths = pathsOf(graph.arrows, layout, ends);
  const boxes = drawn.map((block) => ({ id: block.unit.id, at: withoutTabs(block, layout.blocks.get(block.unit.id)) }));
  return { ...graph, drawn, layout, ends, paths, boxes };
}

function withoutTabs({ above, width, height }: Block, at: Rectangle | undefined): Rectangle {
  if (at === undefined) throw new Error("a block has no place");
  return { x: at.x, y: at.y + above, width, height };
}

/** Points along a path of `M`, `V` and `C`, close to each other. */
export function alongPath(d: string): { x: number; y: number }[] {
  const points: { x: number; y: number }[] = [];
  let [x, y] = [0, 0];
  for (const [, command = "", text = ""] of d.matchAll(/([MVC])([^MVC]*)/g)) {
    const numbers = text.trim().split(/[ ,]+/).map(Number);
    const [a = 0, b = 0, c = 0, e = 0, f = 0, g = 0] = numbers;
    const [endX, endY] = command === "M" ? [a, b] : command === "V" ? [x, a] : [f, g];
    const [oneX, oneY, otherX, otherY] = command === "C" ? [a, b, c, e] : [x, y, endX, endY];
    for (let step = 0; command !== "M" && step <= 20; step += 1) {
      const [t, s] = [step / 20, 1 - step / 20];
      const mix = (p: number, q: number, r: number, v: number) =>
        s ** 3 * p + 3 * s * s * t * q + 3 * s * t * t * r + t ** 3 * v;
      points.push({ x: mix(x, oneX, otherX, endX), y: mix(y, oneY, otherY, endY) });
    }
    [x, y] = [endX, endY];
  }
  return points;
}
