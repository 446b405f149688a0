import { type ComponentChild, Fragment, h } from "preact";
import { render } from "preact-render-to-string";
import type { Block } from "./block";
import { TAB } from "./block";
import type { PlacedTab } from "./ends";
import { frame, group, pile, placeName } from "./frames";
import type { Arrow } from "./graph";
import type { Cell } from "./grid";
import type { Layout } from "./layout";
import { type Panel, sizeOf } from "./panel";
import { inWords, outline } from "./shapes";
import { pictureStyle, TONES } from "./style";
import { nameOf } from "./units";

/** All that is drawn, with its place. */
export interface Drawing {
  /** `local-docker` */
  readonly name: string;
  /** What the picture shows, as sentences. */
  readonly words: string;
  readonly blocks: readonly Block[];
  readonly layout: Layout;
  readonly panels: readonly Panel[];
  readonly tabs: readonly PlacedTab[];
  readonly ways: ReadonlyMap<Arrow, string>;
  /** Where a node leads on the page, by its id. */
  readonly hrefs: ReadonlyMap<string, string>;
}

export function svg(drawing: Drawing): string {
  const { width, height } = sizeOf(drawing.layout, drawing.panels);
  const tone = tones(drawing.tabs);
  const names = new Map(drawing.blocks.map(({ unit }) => [unit.id, nameOf(unit)]));
  const inner = [
    h("title", { id: "topology-title" }, `Topology of ${drawing.name}`),
    h("desc", { id: "topology-words" }, drawing.words),
    h("style", { dangerouslySetInnerHTML: { __html: pictureStyle } }),
    ...drawing.layout.places.map(({ place, at }) => frame(place.inside !== undefined, at)),
    ...[...drawing.ways].map(([arrow, d]) => way(arrow, d, tone, names)),
    ...drawing.layout.places.map(({ place, at }) => placeName(place.label, place.inside !== undefined, at)),
    ...drawing.blocks.map((block) => unit(block, drawing)),
    ...drawing.tabs.map((tab) => port(tab, tone, names)),
    ...drawing.panels.map((one) => panel(one, drawing.hrefs)),
  ];
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    class: "picture",
    role: "img",
    "aria-labelledby": "topology-title topology-words",
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
  };
  // Right in HTML as it is, but the end of a section of its own in XML, which a file of its own is read as.
  return render(h("svg", attributes, inner)).replaceAll("]]>", "]]&gt;");
}

type Tones = (unit: string, port: string) => string;
type Names = ReadonlyMap<string, string>;

/** One colour for each port of a unit, the same for both of its sides. */
function tones(tabs: readonly PlacedTab[]): Tones {
  const keys = [...new Set(tabs.map(({ unit, tab }) => JSON.stringify([unit, tab.port])))];
  return (unit, port) => `var(--tone-${Math.max(0, keys.indexOf(JSON.stringify([unit, port]))) % TONES})`;
}

function way(arrow: Arrow, d: string, tone: Tones, names: Names): ComponentChild {
  const { from, to, port, what } = arrow;
  return h(
    "g",
    null,
    h("title", null, `${names.get(from)} calls ${names.get(to)} on port ${port}: ${what.join(", ")}`),
    h("path", { class: "under", d }),
    h("path", { class: "way", d, style: `stroke:${tone(to, port)}` }),
  );
}

function unit({ unit: { id, title }, crowded, cells, width, height, above }: Block, drawing: Drawing): ComponentChild {
  const at = drawing.layout.blocks.get(id);
  if (at === undefined) return null;
  const top = at.y + above;
  const boxes = cells.map((cell) => node(cell, at.x, top, drawing.hrefs));
  if (title === undefined) return h("g", null, boxes);
  if (crowded) return h("g", null, pile({ x: at.x, y: top, width, height }), boxes);
  return h("g", null, group(title, { x: at.x, y: top, width, height }), boxes);
}

const panel = ({ title, x, y, width, height, cells }: Panel, hrefs: ReadonlyMap<string, string>): ComponentChild =>
  h(
    "g",
    null,
    group(title, { x, y, width, height }),
    cells.map((cell) => node(cell, x, y, hrefs)),
  );

/** The keyboard goes past its link: an image is one thing to it, and the rows below say the same in order. */
function node({ box, x, y }: Cell, left: number, top: number, hrefs: ReadonlyMap<string, string>): ComponentChild {
  const [atX, atY] = [left + x, top + y];
  const texts = box.texts.map(({ text, size, strong, y: line }) =>
    h(
      "text",
      {
        class: strong ? "strong" : "quiet",
        x: atX + box.width / 2,
        y: Math.round((atY + line) * 10) / 10,
        "font-size": size,
        "text-anchor": "middle",
      },
      text,
    ),
  );
  const inner = h(Fragment, null, h("title", null, inWords(box.node)), outline(box, atX, atY), texts);
  const href = hrefs.get(box.node.id);
  const attributes = { class: "node", "data-node": box.node.id };
  return href === undefined ? h("g", attributes, inner) : h("a", { ...attributes, href, tabIndex: -1 }, inner);
}

/** A tab on the edge of a block, and the head of the arrows that end on it. */
function port({ unit: to, tab, x, y }: PlacedTab, tone: Tones, names: Names): ComponentChild {
  const [left, colour] = [x - tab.width / 2, tone(to, tab.port)];
  const tip = tab.side === "top" ? y : y + TAB.height;
  const back = tab.side === "top" ? tip - 8 : tip + 8;
  return h(
    "g",
    { class: "tab" },
    h("title", null, `${names.get(to)} listens on port ${tab.port}: ${tab.what.join(", ")}`),
    h("rect", { x: left, y, width: tab.width, height: TAB.height, rx: 3, style: `fill:${colour}` }),
    h("path", { d: `M${x} ${tip}L${x - 5} ${back}H${x + 5}Z`, style: `fill:${colour}` }),
    h("text", { x, y: y + 14, "text-anchor": "middle" }, tab.text),
  );
}
