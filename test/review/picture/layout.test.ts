import type { Review } from "../../../lib/review/model";
import { blocks } from "../../../lib/review/picture/block";
import { graphOf } from "../../../lib/review/picture/graph";
import { type Layouts, placeAll } from "../../../lib/review/picture/layout";
import type { Rectangle } from "../../../lib/review/picture/positions";
import { sampleReview } from "../../support/review";
import { manyPools, withPools } from "../../support/review-variations";
import { alongPath, REVIEWS, scene } from "./scene";

const apart = (one: Rectangle, other: Rectangle): boolean =>
  one.x + one.width <= other.x ||
  other.x + other.width <= one.x ||
  one.y + one.height <= other.y ||
  other.y + other.height <= one.y;

const within = (inner: Rectangle, outer: Rectangle): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

describe.each(REVIEWS)("%s", (_, review) => {
  const { layout, boxes, drawn, paths, arrows, ends } = scene(review);

  test("no block lies on another", () => {
    const all = [...layout.blocks];
    const wrong = all.flatMap(([id, at], index) =>
      all.slice(index + 1).flatMap(([other, there]) => (apart(at, there) ? [] : [`${id} on ${other}`])),
    );
    expect(wrong).toEqual([]);
    expect(all.length).toBe(drawn.length);
  });

  test("everything lies in the picture, and in its place", () => {
    const all = { x: 0, y: 0, width: layout.width, height: layout.height };
    const frames = new Map(layout.places.map(({ place, at }) => [place.id, at]));
    for (const { unit } of drawn) {
      const at = layout.blocks.get(unit.id) ?? { x: -1, y: -1, width: 0, height: 0 };
      expect(within(at, all)).toBe(true);
      if (unit.place !== undefined) expect(within(at, frames.get(unit.place) ?? at)).toBe(true);
    }
  });

  test("every arrow is drawn, ends on its tab, and crosses no box", () => {
    expect(paths.size).toBe(arrows.length);
    const crossed = [...paths].flatMap(([{ from, to }, d]) =>
      boxes
        .filter(({ id, at }) => alongPath(d).some((point) => strictlyIn(point, at)) && id !== "")
        .map(({ id }) => `${from} to ${to} crosses ${id}`),
    );
    expect(crossed).toEqual([]);
    for (const [arrow, d] of paths) expect(alongPath(d).at(-1)).toEqual(ends.to.get(arrow));
  });

  test("the tabs of a block do not lie on each other", () => {
    const tabs = ends.tabs.map(({ unit, tab, x, y }) => ({
      unit,
      at: { x: x - tab.width / 2, y, width: tab.width, height: 1 },
    }));
    const wrong = tabs.filter(({ at }, index) => tabs.slice(index + 1).some((other) => !apart(at, other.at)));
    expect(wrong).toEqual([]);
    expect(tabs.length).toBeGreaterThan(4);
  });
});

const strictlyIn = ({ x, y }: { x: number; y: number }, box: Rectangle): boolean =>
  x > box.x + 1 && x < box.x + box.width - 1 && y > box.y + 1 && y < box.y + box.height - 1;

test("places with nothing in them are not drawn", () => {
  const places = [{ id: "empty", label: "empty", kind: "network" as const }];
  expect(placeAll(places, [], []).places).toEqual([]);
});

describe("a layout that is known already", () => {
  const layoutOf = (review: Review, known?: Layouts) => {
    const graph = graphOf(review.picture);
    return placeAll(review.picture.places, blocks(graph), graph.arrows, known);
  };
  const flat = ({ blocks: at, places, ways, ...size }: ReturnType<typeof layoutOf>) => ({
    ...size,
    places,
    blocks: [...at],
    ways: [...ways],
  });

  test.each(REVIEWS)("%s is laid out as without it", (_, review) => {
    const known: Layouts = new Map();
    for (const [, other] of REVIEWS) layoutOf(other, known);
    expect(known.size).toBeGreaterThan(2);
    expect(flat(layoutOf(review, known))).toEqual(flat(layoutOf(review)));
  });

  test("serves what differs in names of places only, and nothing of another size", () => {
    const review = sampleReview();
    const places = review.picture.places.map((place) => ({ ...place, label: `${place.label} of another stack` }));
    const known: Layouts = new Map();
    layoutOf(review, known);
    layoutOf({ ...review, picture: { ...review.picture, places } }, known);
    expect(known.size).toBe(1);
    layoutOf(withPools(manyPools(5)), known);
    expect(known.size).toBe(2);
  });
});
