import { Graph, layout } from "@dagrejs/dagre";
import type { Place } from "../../airflow/built";
import type { Block } from "./block";
import type { Arrow } from "./graph";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rectangle extends Point {
  readonly width: number;
  readonly height: number;
}

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

const MARGIN = 12;

/** The only function that knows the layout library. It is given arrows downwards only, so that it turns none around. */
export function placeAll(places: readonly Place[], blocks: readonly Block[], arrows: readonly Arrow[]): Layout {
  const graph = new Graph({ compound: true, multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 26, edgesep: 14, ranksep: 64, marginx: MARGIN, marginy: MARGIN });
  const used = outerFirst(places, blocks);
  const known = new Set(used.map(({ id }) => id));
  for (const { id } of used) graph.setNode(placeId(id), {});
  for (const { unit, width, height, above, below } of blocks) {
    graph.setNode(unitId(unit.id), { width, height: height + above + below });
    if (unit.place !== undefined && known.has(unit.place)) graph.setParent(unitId(unit.id), placeId(unit.place));
  }
  for (const { id, inside } of used)
    if (inside !== undefined && known.has(inside)) graph.setParent(placeId(id), placeId(inside));
  arrows.forEach(({ from, to, up }, index) => {
    const [upper, lower] = up ? [to, from] : [from, to];
    graph.setEdge(unitId(upper), unitId(lower), { width: 0, height: 0 }, `${index}`);
  });
  layout(graph);
  return read(graph, used, blocks, arrows);
}

const unitId = (id: string) => `unit ${id}`;
const placeId = (id: string) => `place ${id}`;

function read(graph: Graph, used: readonly Place[], blocks: readonly Block[], arrows: readonly Arrow[]): Layout {
  const rectangle = (id: string): Rectangle => {
    const { x = 0, y = 0, width, height } = graph.node(id);
    return { x: Math.round(x - width / 2), y: Math.round(y - height / 2), width, height };
  };
  const { width = 0, height = 0 } = graph.graph();
  return {
    // Of nothing at all the library says minus infinity.
    width: Math.max(0, Math.ceil(width)),
    height: Math.max(0, Math.ceil(height)),
    blocks: new Map(blocks.map(({ unit }) => [unit.id, rectangle(unitId(unit.id))])),
    places: used.map((place) => ({ place, at: rectangle(placeId(place.id)) })),
    ways: new Map(
      arrows.map((arrow, index) => {
        const [upper, lower] = arrow.up ? [arrow.to, arrow.from] : [arrow.from, arrow.to];
        const { points = [] }: { points?: readonly Point[] } = graph.edge(unitId(upper), unitId(lower), `${index}`);
        const inner = points.slice(1, -1).map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
        return [arrow, arrow.up ? inner.reverse() : inner];
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
