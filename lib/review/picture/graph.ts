import type { Link, Node, Picture } from "../model";
import { by } from "./by";
import { type Unit, units } from "./units";

/** An arrow: all links between two units on one port. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly port: string;
  readonly what: readonly string[];
  /** It points against the order in which people come to the processes, and is drawn upwards. */
  readonly up: boolean;
}

/** What is drawn. */
export interface Graph {
  readonly units: readonly Unit[];
  readonly arrows: readonly Arrow[];
}

/** What a picture shows, merged where many lines would say the same. */
export function graphOf(picture: Picture): Graph {
  const drawn = units(picture);
  const unitOf = new Map(drawn.flatMap((unit) => unit.nodes.map(({ id }) => [id, unit] as const)));
  const rank = ranks(picture, drawn);
  const arrows = new Map<string, Arrow>();
  for (const { from, to, port, what } of picture.links) {
    const [source, target] = [unitOf.get(from)?.id, unitOf.get(to)?.id];
    if (source === undefined || target === undefined || source === target) continue;
    const key = JSON.stringify([source, target, port]);
    const known = arrows.get(key)?.what ?? [];
    const up = (rank.get(source) ?? 0) > (rank.get(target) ?? 0);
    arrows.set(key, { from: source, to: target, port, what: [...new Set([...known, what])], up });
  }
  return { units: drawn, arrows: [...arrows.values()] };
}

/**
 * The order in which units are drawn from top to bottom, as a number of each: people, what they call, what that calls,
 * and stores last. Every arrow has a direction by it, so that none is left to the layout to turn around.
 */
function ranks(picture: Picture, drawn: readonly Unit[]): ReadonlyMap<string, number> {
  const steps = stepsFromPeople(picture);
  const step = ({ nodes: [node] }: Unit): number => (node === undefined ? 0 : stepOf(node, steps, picture.links));
  const ordered = drawn.map((unit, index) => ({ id: unit.id, step: step(unit), index }));
  ordered.sort((one, other) => one.step - other.step || one.index - other.index);
  return new Map(ordered.map(({ id }, index) => [id, index]));
}

function stepOf(node: Node, steps: ReadonlyMap<string, number>, links: readonly Link[]): number {
  if (node.kind === "store" || node.kind === "existing") return Number.MAX_SAFE_INTEGER;
  const called = links.filter(({ from }) => from === node.id).map(({ to }) => steps.get(to) ?? 0);
  return steps.get(node.id) ?? 1 + Math.max(0, ...called);
}

function stepsFromPeople({ nodes, links }: Picture): ReadonlyMap<string, number> {
  const processes = new Set(nodes.filter(({ kind }) => kind === "process" || kind === "one-shot").map(({ id }) => id));
  const steps = new Map(nodes.filter(({ kind }) => kind === "people").map(({ id }) => [id, 0]));
  const called = by(links, ({ from }) => from);
  // A map goes on to what is added while it is walked.
  for (const [id, step] of steps) {
    for (const { to } of called.get(id) ?? []) if (processes.has(to) && !steps.has(to)) steps.set(to, step + 1);
  }
  return steps;
}
