import { lineId, rowId } from "../anchor";
import type { Review } from "../model";
import { blocks } from "./block";
import { endsOf } from "./ends";
import { type Graph, graphOf } from "./graph";
import { type Layouts, placeAll } from "./layout";
import { panelsOf } from "./panel";
import { pathsOf } from "./route";
import { svg } from "./svg";
import { nameOf } from "./units";

/**
 * The picture of a stack as SVG: an element for a page, and a file of its own where it is written to one.
 * @param known what pictures drawn together share
 */
export function draw(review: Review, known?: Layouts): string {
  const graph = graphOf(review.picture);
  const drawn = blocks(graph);
  const layout = placeAll(review.picture.places, drawn, graph.arrows, known);
  const ends = endsOf(drawn, graph.arrows, layout);
  return svg({
    name: review.stack,
    words: words(graph),
    blocks: drawn,
    layout,
    panels: panelsOf(drawn, review.picture.places, layout),
    tabs: ends.tabs,
    ways: pathsOf(graph.arrows, layout, ends),
    hrefs: hrefs(review),
  });
}

function words({ units, arrows }: Graph): string {
  const names = new Map(units.map((unit) => [unit.id, nameOf(unit)]));
  const boxes = units.flatMap(({ nodes }) => nodes.map(({ label }) => label));
  const calls = arrows.map(
    ({ from, to, port, what }) => `${names.get(from)} calls ${names.get(to)} on port ${port} (${what.join(", ")}).`,
  );
  return [`Boxes: ${boxes.join(", ")}.`, ...calls].join(" ");
}

/** A node leads to its row of the page; what has none, to its line of the file. */
function hrefs({ picture, processes, file }: Review): ReadonlyMap<string, string> {
  const rows = new Set(processes.map(({ name }) => name));
  return new Map(
    picture.nodes.flatMap(({ id, kind, at }) => {
      if (rows.has(id)) return [[id, `#${rowId("process", id)}`] as const];
      if (kind === "people") return [[id, "#ports"] as const];
      return at?.file === file ? [[id, `#${lineId(at.file, at.line)}`] as const] : [];
    }),
  );
}
