import type { Node, Picture } from "../model";
import { by } from "./by";

/** What is placed as one: a node, or equal nodes in a common frame. */
export interface Unit {
  /** Id of its first node. */
  readonly id: string;
  readonly nodes: readonly Node[];
  /** Title of the common frame; of a single node there is none. */
  readonly title?: string;
  /** Id of the place around it. */
  readonly place?: string;
  /** Places that hold one node of the frame and nothing else, by the node: they become a line of its box. */
  readonly homes: ReadonlyMap<string, string>;
}

/** As people call it: `3 × worker`, `broker`. */
export const nameOf = ({ id, title, nodes }: Unit): string => title ?? nodes[0]?.label ?? id;

/** The nodes, those with the same `group`, place and links as one. */
export function units(picture: Picture): readonly Unit[] {
  const homes = homesOf(picture);
  const links = linksOf(picture);
  const key = (node: Node): string => {
    const home = homes.get(node.id);
    const place = home === undefined ? node.place : home.inside;
    const own = node.group === undefined ? ["single", node.id] : [node.group];
    return JSON.stringify([own, node.kind, place, links.get(node.id)]);
  };
  return [...by(picture.nodes, key).values()].flatMap((nodes) => unitOf(nodes, homes));
}

interface Home {
  readonly label: string;
  readonly inside: string | undefined;
}

function unitOf(nodes: readonly Node[], homes: ReadonlyMap<string, Home>): Unit[] {
  const [first, second] = nodes;
  if (first === undefined) return [];
  if (second === undefined) return [{ id: first.id, nodes, homes: new Map(), ...placed(first.place) }];
  const labels = nodes.flatMap(({ id }) => {
    const label = homes.get(id)?.label;
    return label === undefined ? [] : [[id, label] as const];
  });
  const home = homes.get(first.id);
  const title = `${nodes.length} × ${first.group}`;
  return [{ id: first.id, nodes, title, homes: new Map(labels), ...placed(home ? home.inside : first.place) }];
}

const placed = (place: string | undefined) => (place === undefined ? {} : { place });

/** Places that hold one node and nothing else, by the node. */
function homesOf({ places, nodes }: Picture): ReadonlyMap<string, Home> {
  const alone = places.filter(({ id }) => !places.some(({ inside }) => inside === id));
  const inside = by(nodes, ({ place }) => place);
  return new Map(
    alone.flatMap(({ id, label, inside: outer }) => {
      const [only, ...more] = inside.get(id) ?? [];
      return only === undefined || more.length > 0 ? [] : [[only.id, { label, inside: outer }] as const];
    }),
  );
}

/** What each node calls and is called by: equal texts for nodes that are equal to the picture. */
function linksOf({ nodes, links }: Picture): ReadonlyMap<string, readonly string[]> {
  const all = new Map(nodes.map(({ id }) => [id, [] as string[]]));
  for (const { from, to, port, what } of links) {
    all.get(from)?.push(JSON.stringify(["to", to, port, what]));
    all.get(to)?.push(JSON.stringify(["from", from, port, what]));
  }
  for (const one of all.values()) one.sort();
  return all;
}
