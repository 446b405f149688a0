import type { Place } from "../../airflow/words/built";
import type { Block } from "./block";
import type { Arrow } from "./graph";
import { type Point, type Positions, positionsOf, type Rectangle, type Shape } from "./positions";

/** Where everything is, in px; `x` and `y` are upper left corners. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Of each block with its tabs, by the id of its unit. */
  readonly blocks: ReadonlyMap<string, Rectangle>;
  /** Of each place that is not empty, outer ones first. */
  readonly places: readonly { readonly place: Place; readonly at: Rectangle }[];
  /** Points between the ends of each arrow, from the caller on. */
  readonly ways: ReadonlyMap<Arrow, readonly Point[]>;
}

/** Positions by their shape as JSON: what many pictures share, so that those of one shape are laid out once. */
export type Layouts = Map<string, Positions>;

/** @param known is added to. Default: nothing is known, and nothing kept */
export function placeAll(
  places: readonly Place[],
  blocks: readonly Block[],
  arrows: readonly Arrow[],
  known: Layouts = new Map(),
): Layout {
  const used = outerFirst(places, blocks);
  const shape = shapeOf(used, blocks, arrows);
  const key = JSON.stringify(shape);
  const positions = known.get(key) ?? positionsOf(shape);
  known.set(key, positions);
  return named(positions, used, blocks, arrows);
}

function shapeOf(used: readonly Place[], blocks: readonly Block[], arrows: readonly Arrow[]): Shape {
  const placeAt = new Map(used.map(({ id }, index) => [id, index]));
  const unitAt = new Map(blocks.map(({ unit }, index) => [unit.id, index]));
  const around = (id: string | undefined) => (id === undefined ? undefined : placeAt.get(id));
  return {
    units: blocks.map(({ unit, width, height, above, below }) => {
      const place = around(unit.place);
      return { width, height: height + above + below, ...(place === undefined ? {} : { place }) };
    }),
    places: used.map(({ inside: outer }) => {
      const inside = around(outer);
      return inside === undefined ? {} : { inside };
    }),
    arrows: arrows.map(({ from, to, up }) => {
      const [source = 0, target = 0] = [unitAt.get(from), unitAt.get(to)];
      return up ? [target, source] : [source, target];
    }),
  };
}

function named(
  positions: Positions,
  used: readonly Place[],
  blocks: readonly Block[],
  arrows: readonly Arrow[],
): Layout {
  const { width, height } = positions;
  const nowhere = { x: 0, y: 0, width: 0, height: 0 };
  return {
    width,
    height,
    blocks: new Map(blocks.map(({ unit }, index) => [unit.id, positions.units[index] ?? nowhere])),
    places: used.map((place, index) => ({ place, at: positions.places[index] ?? nowhere })),
    ways: new Map(
      arrows.map((arrow, index) => {
        const inner = positions.arrows[index] ?? [];
        return [arrow, arrow.up ? inner.toReversed() : inner];
      }),
    ),
  };
}

/** Places with something in them, each after the one around it. */
function outerFirst(places: readonly Place[], blocks: readonly Block[]): readonly Place[] {
  const byId = new Map(places.map((place) => [place.id, place]));
  const used = new Set<Place>();
  const use = (id: string | undefined): void => {
    const place = id === undefined ? undefined : byId.get(id);
    if (place === undefined || used.has(place)) return;
    use(place.inside);
    used.add(place);
  };
  for (const { unit } of blocks) use(unit.place);
  return [...used];
}
