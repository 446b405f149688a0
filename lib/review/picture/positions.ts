import { Graph, layout } from "@dagrejs/dagre";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rectangle extends Point {
  readonly width: number;
  readonly height: number;
}

/** All that decides where things are. Units and places are named by their index: names and labels move nothing. */
export interface Shape {
  /** Sizes in px, and the place around each. */
  readonly units: readonly { readonly width: number; readonly height: number; readonly place?: number }[];
  /** The place around each place, outer ones first. */
  readonly places: readonly { readonly inside?: number }[];
  /** Units, the upper one first. */
  readonly arrows: readonly (readonly [upper: number, lower: number])[];
}

/** Where everything is, in px and by the index in the shape; `x` and `y` are upper left corners. */
export interface Positions {
  readonly width: number;
  readonly height: number;
  readonly units: readonly Rectangle[];
  readonly places: readonly Rectangle[];
  /** Points between the ends, from the upper unit on. */
  readonly arrows: readonly (readonly Point[])[];
}

const MARGIN = 12;

const unit = (index: number) => `unit ${index}`;
const place = (index: number) => `place ${index}`;

/** The only function that knows the layout library. It is given arrows downwards only, so that it turns none around. */
export function positionsOf({ units, places, arrows }: Shape): Positions {
  const graph = new Graph({ compound: true, multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 26, edgesep: 14, ranksep: 64, marginx: MARGIN, marginy: MARGIN });
  for (const index of places.keys()) graph.setNode(place(index), {});
  units.forEach(({ width, height, place: around }, index) => {
    graph.setNode(unit(index), { width, height });
    if (around !== undefined) graph.setParent(unit(index), place(around));
  });
  places.forEach(({ inside }, index) => {
    if (inside !== undefined) graph.setParent(place(index), place(inside));
  });
  arrows.forEach(([upper, lower], index) => {
    graph.setEdge(unit(upper), unit(lower), { width: 0, height: 0 }, `${index}`);
  });
  layout(graph);

  const rectangle = (id: string): Rectangle => {
    const { x = 0, y = 0, width, height } = graph.node(id);
    return { x: Math.round(x - width / 2), y: Math.round(y - height / 2), width, height };
  };
  const { width = 0, height = 0 } = graph.graph();
  return {
    // Of nothing at all the library says minus infinity.
    width: Math.max(0, Math.ceil(width)),
    height: Math.max(0, Math.ceil(height)),
    units: units.map((_, index) => rectangle(unit(index))),
    places: places.map((_, index) => rectangle(place(index))),
    arrows: arrows.map(([upper, lower], index) => {
      const { points = [] }: { points?: readonly Point[] } = graph.edge(unit(upper), unit(lower), `${index}`);
      return points.slice(1, -1).map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
    }),
  };
}
