import type { Node, Picture } from "../model";
import { type Arrow, graphOf } from "../picture/graph";
import type { Unit } from "../picture/units";
import { label } from "./label";

/** With more boxes in one frame the picture could not be read: they become one box. */
const MOST_IN_A_FRAME = 12;
/** Boxes below one another in a frame. */
const COLUMN = 4;

/**
 * The topology for GitHub, which draws Mermaid. Ids are numbers of our own: no name can be a word of the language or
 * meet another one.
 */
export function flowchart(picture: Picture): string {
  const { units, arrows } = graphOf(picture);
  const ids = new Map(units.map(({ id }, index) => [id, `n${index + 1}`]));
  const drawing = { picture, units, ids };
  return [
    "flowchart LR",
    ...indented([
      ...units.filter(({ place }) => place === undefined).flatMap((unit) => box(drawing, unit)),
      ...picture.places.filter(({ inside }) => inside === undefined).flatMap((place) => frame(drawing, place)),
      ...arrows.map((arrow) => line(drawing, arrow)),
      ...STYLES,
    ]),
    "",
  ].join("\n");
}

interface Drawing {
  readonly picture: Picture;
  readonly units: readonly Unit[];
  /** Of a unit by the unit's own id. */
  readonly ids: ReadonlyMap<string, string>;
}

/** A machine or a network with what lives in it. An empty one would be drawn as a box and is left out. */
function frame(drawing: Drawing, place: Picture["places"][number]): string[] {
  const inner = [
    ...drawing.units.filter((unit) => unit.place === place.id).flatMap((unit) => box(drawing, unit)),
    ...drawing.picture.places.filter(({ inside }) => inside === place.id).flatMap((one) => frame(drawing, one)),
  ];
  if (inner.length === 0) return [];
  const id = `p${drawing.picture.places.indexOf(place) + 1}`;
  return [`subgraph ${id}["${label(place.label)}"]`, ...indented(inner), "end"];
}

function box({ ids }: Drawing, { id, nodes, title }: Unit): string[] {
  const [first] = nodes;
  const own = ids.get(id) ?? "";
  if (first === undefined) return [];
  if (title === undefined) return [node(own, first, [first.label, ...first.lines])];
  if (nodes.length > MOST_IN_A_FRAME) return [node(own, first, [title, "the tables have each of them"])];
  const inner = nodes.map((one, index) => node(`${own}m${index + 1}`, one, [one.label, ...one.lines]));
  const seats = rows(nodes.map((_, index) => `${own}m${index + 1}`));
  return [`subgraph ${own}["${label(title)}"]`, ...indented(["direction LR", ...inner, ...seats]), "end"];
}

/** Links that are not seen: boxes without one would all stand in one column. */
function rows(ids: readonly string[]): string[] {
  const height = Math.ceil(ids.length / Math.ceil(ids.length / COLUMN));
  const inRow = (row: number) => ids.filter((_, index) => index % height === row);
  return ids.slice(0, height).flatMap((_, row) => (inRow(row).length > 1 ? [inRow(row).join(" ~~~ ")] : []));
}

const SHAPES: Readonly<Record<Node["kind"], readonly [string, string]>> = {
  people: ["([", "])"],
  process: ["[", "]"],
  "one-shot": ["[", "]"],
  store: ["[(", ")]"],
  existing: ["[(", ")]"],
};

const STYLES: readonly string[] = ["classDef once stroke-dasharray: 6 3", "classDef existing stroke-dasharray: 2 3"];

const CLASSES: Readonly<Partial<Record<Node["kind"], string>>> = { "one-shot": ":::once", existing: ":::existing" };

function node(id: string, { kind }: Node, lines: readonly string[]): string {
  const [open, close] = SHAPES[kind];
  return `${id}${open}"${lines.map(label).join("<br/>")}"${close}${CLASSES[kind] ?? ""}`;
}

const line = ({ ids }: Drawing, { from, to, port, what }: Arrow): string =>
  `${ids.get(from)} -->|"${label(`${port} ${what.join(", ")}`)}"| ${ids.get(to)}`;

const indented = (lines: readonly string[]): string[] => lines.map((one) => `  ${one}`);
